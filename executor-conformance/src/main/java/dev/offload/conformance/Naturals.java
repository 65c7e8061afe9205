package dev.offload.conformance;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;

/** The numbers from 0, without end, or up to one at which it throws. It knows how many were taken. */
final class Naturals implements Iterator<Integer>, Iterable<Integer> {
  private final int throwAt;
  private final AtomicInteger taken = new AtomicInteger();

  Naturals() {
    this(Integer.MAX_VALUE);
  }

  Naturals(int throwAt) {
    this.throwAt = throwAt;
  }

  int taken() {
    return taken.get();
  }

  @Override
  public Iterator<Integer> iterator() {
    return this;
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Integer next() {
    if (taken.get() == throwAt) {
      throw new IllegalStateException("the input throws at " + throwAt);
    }
    return taken.getAndIncrement();
  }
}
