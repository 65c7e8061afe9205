package dev.offload.shared;

import dev.offload.spi.shared.Mapping;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Shared memory as an array of doubles. */
public final class SharedDoubles extends SharedMemory {
  static final int SHIFT = 3;
  private static final long serialVersionUID = 1L;
  private static final VarHandle ELEMENT = MethodHandles.byteBufferViewVarHandle(double[].class, ByteOrder.nativeOrder());

  /** For executors: the first so many elements of a mapped file. */
  public SharedDoubles(Mapping mapping, String file, long length) {
    super(mapping, file, length, SHIFT);
  }

  /** Reads an element, as of an array. */
  public double get(long index) {
    return (double) ELEMENT.get(pieceOf(index), placeOf(index));
  }

  /** Writes an element, as of an array. */
  public void set(long index, double value) {
    ELEMENT.set(pieceOf(index), placeOf(index), value);
  }

  /** Reads an element, and sees all that was written ahead of its release. */
  public double getAcquire(long index) {
    return (double) ELEMENT.getAcquire(pieceOf(index), placeOf(index));
  }

  /** Writes an element, behind all that was written before. */
  public void setRelease(long index, double value) {
    ELEMENT.setRelease(pieceOf(index), placeOf(index), value);
  }

  /** Reads an element, in one order with all other volatile accesses. */
  public double getVolatile(long index) {
    return (double) ELEMENT.getVolatile(pieceOf(index), placeOf(index));
  }

  /** Writes an element, in one order with all other volatile accesses. */
  public void setVolatile(long index, double value) {
    ELEMENT.setVolatile(pieceOf(index), placeOf(index), value);
  }

  /** Writes an element if it is {@code expected}, bit for bit; returns whether it was. */
  public boolean compareAndSet(long index, double expected, double value) {
    return ELEMENT.compareAndSet(pieceOf(index), placeOf(index), expected, value);
  }

  /** Writes an element, and returns what it was. */
  public double getAndSet(long index, double value) {
    return (double) ELEMENT.getAndSet(pieceOf(index), placeOf(index), value);
  }

  /** Adds to an element, and returns what it was. */
  public double getAndAdd(long index, double amount) {
    while (true) {
      double old = getVolatile(index);
      if (compareAndSet(index, old, old + amount)) {
        return old;
      }
    }
  }
}
