package dev.offload.processes.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * Tells when more than so much of the heap is in use by what a collection leaves: by what tasks have leaked. A collection is made only
 * where the old part of the heap alone holds more than the limit, garbage included; it grows slowly, so that this is rare.
 */
final class HeapLimit {
  private final long limitBytes;
  private final List<MemoryPoolMXBean> heap;

  HeapLimit(long limitBytes) {
    this.limitBytes = limitBytes;
    this.heap = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).toList();
  }

  /** Looks, and collects if need be; for between two tasks. */
  boolean isExceeded() {
    if (oldBytes() <= limitBytes) {
      return false;
    }
    System.gc();
    return liveBytes() > limitBytes;
  }

  /** The pools that objects stay in, rather than pass through: in HotSpot these have a usage threshold. */
  private long oldBytes() {
    return heap.stream().filter(MemoryPoolMXBean::isUsageThresholdSupported).mapToLong(pool -> pool.getUsage().getUsed()).sum();
  }

  private long liveBytes() {
    return heap.stream().mapToLong(HeapLimit::afterCollection).sum();
  }

  private static long afterCollection(MemoryPoolMXBean pool) {
    MemoryUsage usage = pool.getCollectionUsage();
    return usage == null ? 0 : usage.getUsed();
  }
}
