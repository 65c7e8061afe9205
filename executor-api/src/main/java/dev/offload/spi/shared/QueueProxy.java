package dev.offload.spi.shared;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A queue that lives elsewhere. An iterator goes over the elements as they were when it was made. */
final class QueueProxy<E> extends AbstractQueue<E> implements BlockingQueue<E>, Serializable {
  private static final long serialVersionUID = 1L;

  private final Handle handle;

  QueueProxy(Handle handle) {
    this.handle = handle;
  }

  @Override
  public boolean offer(E element) {
    return handle.tryNow(new QueueState.Put(pack(element)), false);
  }

  @Override
  public boolean offer(E element, long timeout, TimeUnit unit) throws InterruptedException {
    return handle.await(new QueueState.Put(pack(element)), unit.toNanos(timeout), false);
  }

  @Override
  public void put(E element) throws InterruptedException {
    handle.await(new QueueState.Put(pack(element)));
  }

  @Override
  public @Nullable E poll() {
    return handle.unpack(handle.<@Nullable Object>tryNow(taking(), null));
  }

  @Override
  public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
    return handle.unpack(handle.<@Nullable Object>await(taking(), unit.toNanos(timeout), null));
  }

  @Override
  public E take() throws InterruptedException {
    return handle.unpack(handle.await(taking()));
  }

  @Override
  public @Nullable E peek() {
    return handle.unpack(handle.ask(new QueueState.Peek()));
  }

  @Override
  public int size() {
    return handle.ask(new QueueState.Size());
  }

  @Override
  public int remainingCapacity() {
    return handle.ask(new QueueState.Room());
  }

  @Override
  public int drainTo(Collection<? super E> target) {
    return drainTo(target, Integer.MAX_VALUE);
  }

  @Override
  public int drainTo(Collection<? super E> target, int max) {
    checkArgument(target != this, "a queue cannot be drained to itself");
    Objects.requireNonNull(target);
    int drained = 0;
    boolean more = max > 0;
    while (more) {
      QueueState.Drained some = handle.ask(new QueueState.Drain(max - drained));
      target.addAll(handle.<E>unpackAll(some.packed()));
      drained += some.packed().size();
      more = some.more();
    }
    return drained;
  }

  @Override
  public void clear() {
    handle.ask(new QueueState.Clear());
  }

  @Override
  public Iterator<E> iterator() {
    return snapshot();
  }

  @Override
  public Spliterator<E> spliterator() {
    return snapshot().spliterator(Spliterator.ORDERED | Spliterator.NONNULL);
  }

  @Override
  public boolean remove(@Nullable Object element) {
    while (true) {
      // The user's equals is called here and not where the queue lives: it may take its time.
      Set<Long> found = handle.ask(new QueueState.All()).stream()
          .filter(one -> handle.unpack(one.packed()).equals(element)).map(QueueState.Element::number)
          .limit(1).collect(Collectors.toSet());
      if (found.isEmpty() || handle.ask(new QueueState.Remove(found)) > 0) {
        return !found.isEmpty();
      }
    }
  }

  @Override
  public boolean removeAll(Collection<?> elements) {
    Objects.requireNonNull(elements, "elements");
    return removeIf(elements::contains);
  }

  @Override
  public boolean retainAll(Collection<?> elements) {
    Objects.requireNonNull(elements, "elements");
    return removeIf(element -> !elements.contains(element));
  }

  @Override
  public boolean removeIf(Predicate<? super E> condition) {
    Objects.requireNonNull(condition, "condition");
    Set<Long> found = handle.ask(new QueueState.All()).stream()
        .filter(one -> condition.test(handle.unpack(one.packed()))).map(QueueState.Element::number)
        .collect(Collectors.toSet());
    return !found.isEmpty() && handle.ask(new QueueState.Remove(found)) > 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QueueProxy<?> that && that.handle.equals(handle);
  }

  @Override
  public int hashCode() {
    return handle.hashCode();
  }

  private Snapshot<QueueState.Element, E> snapshot() {
    return new Snapshot<>(handle.ask(new QueueState.All()),
        element -> handle.unpack(element.packed()), element -> handle.ask(new QueueState.Remove(Set.of(element.number()))));
  }

  private Object pack(E element) {
    return Objects.requireNonNull(handle.pack(Objects.requireNonNull(element, "element")));
  }

  private static Request<?, @Nullable Object> taking() {
    return new QueueState.Take();
  }
}
