package dev.offload.spi.shared;

import java.io.Serializable;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** A set that lives elsewhere. */
final class SetProxy<E> extends AbstractSet<E> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Handle handle;

  SetProxy(Handle handle) {
    this.handle = handle;
  }

  @Override
  public boolean add(E element) {
    return handle.ask(new MapState.Put(pack(element), null, MapState.When.ABSENT)) == null;
  }

  @Override
  public boolean contains(@Nullable Object element) {
    return element != null && handle.ask(new MapState.Look(pack(element))) != null;
  }

  @Override
  public boolean remove(@Nullable Object element) {
    return element != null && handle.ask(new MapState.Remove(pack(element))) != null;
  }

  @Override
  public int size() {
    return handle.ask(new MapState.Size());
  }

  @Override
  public void clear() {
    handle.ask(new MapState.Clear());
  }

  @Override
  public Iterator<E> iterator() {
    return snapshot();
  }

  @Override
  public Spliterator<E> spliterator() {
    return snapshot().spliterator(Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL);
  }

  private Snapshot<MapState.Binding, E> snapshot() {
    return new Snapshot<>(handle.ask(new MapState.All()),
        entry -> handle.unpack(entry.key()), entry -> handle.ask(new MapState.Remove(entry.key())));
  }

  private Object pack(@Nullable Object element) {
    return Objects.requireNonNull(handle.pack(Objects.requireNonNull(element, "element")));
  }
}
