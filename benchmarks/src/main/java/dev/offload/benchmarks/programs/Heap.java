package dev.offload.benchmarks.programs;

/** How much of the heap is in use. */
final class Heap {
  private Heap() {}

  /** Bytes in use by what can be reached. */
  static long liveBytes() {
    // Reference queues are emptied by threads of their own, and what was in them goes with the next collection.
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
