package dev.offload.spi.shared;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes over elements as they were; taking one out is a call of its own. For one thread.
 *
 * @param <P> an element as it lies in the object
 * @param <E> an element as its user sees it
 */
final class Snapshot<P, E extends @Nullable Object> implements Iterator<E> {
  private final List<P> elements;
  private final Function<? super P, E> opener;
  private final Consumer<? super P> remover;
  private int next;
  private boolean removable;

  Snapshot(List<P> elements, Function<? super P, E> opener, Consumer<? super P> remover) {
    this.elements = elements;
    this.opener = opener;
    this.remover = remover;
  }

  /** For streams: they believe the size, which must be that of these elements and not of another moment. */
  Spliterator<E> spliterator(int characteristics) {
    return Spliterators.spliterator(this, elements.size(), characteristics);
  }

  @Override
  public boolean hasNext() {
    return next < elements.size();
  }

  @Override
  public E next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all elements were given");
    }
    removable = true;
    return opener.apply(elements.get(next++));
  }

  @Override
  public void remove() {
    if (!removable) {
      throw new IllegalStateException("there is no element to remove, or it was removed already");
    }
    removable = false;
    remover.accept(elements.get(next - 1));
  }
}
