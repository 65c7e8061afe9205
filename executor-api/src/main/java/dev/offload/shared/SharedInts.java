package dev.offload.shared;

import dev.offload.spi.shared.Mapping;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Shared memory as an array of ints. */
public final class SharedInts extends SharedMemory {
  static final int SHIFT = 2;
  private static final long serialVersionUID = 1L;
  private static final VarHandle ELEMENT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  /** For executors: the first so many elements of a mapped file. */
  public SharedInts(Mapping mapping, String file, long length) {
    super(mapping, file, length, SHIFT);
  }

  /** Reads an element, as of an array. */
  public int get(long index) {
    return (int) ELEMENT.get(pieceOf(index), placeOf(index));
  }

  /** Writes an element, as of an array. */
  public void set(long index, int value) {
    ELEMENT.set(pieceOf(index), placeOf(index), value);
  }

  /** Reads an element, and sees all that was written ahead of its release. */
  public int getAcquire(long index) {
    return (int) ELEMENT.getAcquire(pieceOf(index), placeOf(index));
  }

  /** Writes an element, behind all that was written before. */
  public void setRelease(long index, int value) {
    ELEMENT.setRelease(pieceOf(index), placeOf(index), value);
  }

  /** Reads an element, in one order with all other volatile accesses. */
  public int getVolatile(long index) {
    return (int) ELEMENT.getVolatile(pieceOf(index), placeOf(index));
  }

  /** Writes an element, in one order with all other volatile accesses. */
  public void setVolatile(long index, int value) {
    ELEMENT.setVolatile(pieceOf(index), placeOf(index), value);
  }

  /** Writes an element if it is {@code expected}; returns whether it was. */
  public boolean compareAndSet(long index, int expected, int value) {
    return ELEMENT.compareAndSet(pieceOf(index), placeOf(index), expected, value);
  }

  /** Writes an element, and returns what it was. */
  public int getAndSet(long index, int value) {
    return (int) ELEMENT.getAndSet(pieceOf(index), placeOf(index), value);
  }

  /** Adds to an element, and returns what it was. */
  public int getAndAdd(long index, int amount) {
    return (int) ELEMENT.getAndAdd(pieceOf(index), placeOf(index), amount);
  }
}
