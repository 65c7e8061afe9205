package dev.offload.shared;

import dev.offload.spi.shared.Mapping;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Shared memory as an array of longs. */
public final class SharedLongs extends SharedMemory {
  static final int SHIFT = 3;
  private static final long serialVersionUID = 1L;
  private static final VarHandle ELEMENT = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** For executors: the first so many elements of a mapped file. */
  public SharedLongs(Mapping mapping, String file, long length) {
    super(mapping, file, length, SHIFT);
  }

  /** Reads an element, as of an array. */
  public long get(long index) {
    return (long) ELEMENT.get(pieceOf(index), placeOf(index));
  }

  /** Writes an element, as of an array. */
  public void set(long index, long value) {
    ELEMENT.set(pieceOf(index), placeOf(index), value);
  }

  /** Reads an element, and sees all that was written ahead of its release. */
  public long getAcquire(long index) {
    return (long) ELEMENT.getAcquire(pieceOf(index), placeOf(index));
  }

  /** Writes an element, behind all that was written before. */
  public void setRelease(long index, long value) {
    ELEMENT.setRelease(pieceOf(index), placeOf(index), value);
  }

  /** Reads an element, in one order with all other volatile accesses. */
  public long getVolatile(long index) {
    return (long) ELEMENT.getVolatile(pieceOf(index), placeOf(index));
  }

  /** Writes an element, in one order with all other volatile accesses. */
  public void setVolatile(long index, long value) {
    ELEMENT.setVolatile(pieceOf(index), placeOf(index), value);
  }

  /** Writes an element if it is {@code expected}; returns whether it was. */
  public boolean compareAndSet(long index, long expected, long value) {
    return ELEMENT.compareAndSet(pieceOf(index), placeOf(index), expected, value);
  }

  /** Writes an element, and returns what it was. */
  public long getAndSet(long index, long value) {
    return (long) ELEMENT.getAndSet(pieceOf(index), placeOf(index), value);
  }

  /** Adds to an element, and returns what it was. */
  public long getAndAdd(long index, long amount) {
    return (long) ELEMENT.getAndAdd(pieceOf(index), placeOf(index), amount);
  }
}
