package dev.offload.spi.shared;

import dev.offload.TaskFunction;
import dev.offload.shared.SharedList;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A list that lives elsewhere. The user's {@code equals}, comparators and predicates are called here, on a copy. */
final class ListProxy<E extends @Nullable Object> extends AbstractList<E> implements SharedList<E>, Serializable {
  private static final long serialVersionUID = 1L;

  private final Handle handle;

  ListProxy(Handle handle) {
    this.handle = handle;
  }

  @Override
  public <R extends @Nullable Object> R atomically(TaskFunction<? super List<E>, R> function) {
    return handle.unpack(handle.ask(new ListState.Apply(handle.packFunction(function))));
  }

  @Override
  public int size() {
    return handle.ask(new ListState.Size());
  }

  @Override
  public E get(int index) {
    return handle.unpack(handle.ask(new ListState.Get(index)));
  }

  @Override
  public E set(int index, E element) {
    return handle.unpack(handle.ask(new ListState.Set(index, handle.pack(element))));
  }

  @Override
  public boolean add(E element) {
    return handle.ask(new ListState.Insert(ListState.Insert.AT_END, handle.packAll(Arrays.asList(element))));
  }

  @Override
  public void add(int index, E element) {
    addAll(index, Arrays.asList(element));
  }

  @Override
  public boolean addAll(Collection<? extends E> all) {
    return handle.ask(new ListState.Insert(ListState.Insert.AT_END, handle.packAll(all)));
  }

  @Override
  public boolean addAll(int index, Collection<? extends E> all) {
    if (index < 0) {
      throw new IndexOutOfBoundsException("Index: " + index);
    }
    return handle.ask(new ListState.Insert(index, handle.packAll(all)));
  }

  @Override
  public E remove(int index) {
    return handle.unpack(handle.ask(new ListState.RemoveAt(index)));
  }

  @Override
  public boolean remove(@Nullable Object element) {
    return change(all -> all.remove(element));
  }

  @Override
  public boolean removeAll(Collection<?> elements) {
    Objects.requireNonNull(elements, "elements");
    return change(all -> all.removeAll(elements));
  }

  @Override
  public boolean retainAll(Collection<?> elements) {
    Objects.requireNonNull(elements, "elements");
    return change(all -> all.retainAll(elements));
  }

  @Override
  public boolean removeIf(Predicate<? super E> condition) {
    Objects.requireNonNull(condition, "condition");
    return change(all -> all.removeIf(condition));
  }

  @Override
  public void replaceAll(UnaryOperator<E> operator) {
    Objects.requireNonNull(operator, "operator");
    change(all -> {
      all.replaceAll(operator);
      return true;
    });
  }

  @Override
  public void sort(@Nullable Comparator<? super E> order) {
    change(all -> {
      all.sort(order);
      return true;
    });
  }

  @Override
  public void clear() {
    change(all -> {
      all.clear();
      return true;
    });
  }

  @Override
  public boolean contains(@Nullable Object element) {
    return copy().contains(element);
  }

  @Override
  public int indexOf(@Nullable Object element) {
    return copy().indexOf(element);
  }

  @Override
  public int lastIndexOf(@Nullable Object element) {
    return copy().lastIndexOf(element);
  }

  @Override
  public Iterator<E> iterator() {
    return snapshot();
  }

  @Override
  public Spliterator<E> spliterator() {
    return snapshot().spliterator(Spliterator.ORDERED);
  }

  @Override
  public void forEach(Consumer<? super E> action) {
    copy().forEach(action);
  }

  @Override
  public Object[] toArray() {
    return copy().toArray();
  }

  @Override
  public <T extends @Nullable Object> T[] toArray(T[] room) {
    return copy().toArray(room);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this || other instanceof ListProxy<?> that && that.handle.equals(handle) || copy().equals(other);
  }

  @Override
  public int hashCode() {
    return copy().hashCode();
  }

  @Override
  public String toString() {
    return copy().toString();
  }

  private List<E> copy() {
    return handle.unpackAll(handle.ask(new ListState.All()).packed());
  }

  /** Changes a copy, and makes it the list if that was not changed meanwhile. */
  private boolean change(Predicate<List<E>> change) {
    while (true) {
      ListState.Contents seen = handle.ask(new ListState.All());
      List<E> all = new ArrayList<>(handle.<E>unpackAll(seen.packed()));
      if (!change.test(all)) {
        return false;
      }
      if (handle.ask(new ListState.ReplaceIf(seen.version(), handle.packAll(all)))) {
        return true;
      }
    }
  }

  /** Goes over the elements as they are now. */
  private Snapshot<Place, E> snapshot() {
    ListState.Contents seen = handle.ask(new ListState.All());
    List<Place> places = new ArrayList<>();
    seen.packed().forEach(packed -> places.add(new Place(places.size(), packed)));
    return new Snapshot<>(places, place -> handle.unpack(place.packed()), new Remover(handle, seen.version()));
  }

  private record Place(int index, @Nullable Object packed) {}

  /** Takes elements out, in the order of their places, as long as nobody else changes the list. */
  private static final class Remover implements Consumer<Place> {
    private final Handle handle;
    private long version;
    private int removed;

    Remover(Handle handle, long version) {
      this.handle = handle;
      this.version = version;
    }

    @Override
    public void accept(Place place) {
      if (!handle.ask(new ListState.RemoveIf(version, place.index() - removed))) {
        throw new ConcurrentModificationException("the list was changed since the iteration began");
      }
      removed++;
      version++;
    }
  }
}
