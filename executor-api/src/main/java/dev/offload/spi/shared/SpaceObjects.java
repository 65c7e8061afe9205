package dev.offload.spi.shared;

import static com.google.common.base.Preconditions.checkArgument;

import dev.offload.Action;
import dev.offload.shared.Barrier;
import dev.offload.shared.Event;
import dev.offload.shared.Latch;
import dev.offload.shared.Namespace;
import dev.offload.shared.Pipe;
import dev.offload.shared.SharedBytes;
import dev.offload.shared.SharedDouble;
import dev.offload.shared.SharedDoubles;
import dev.offload.shared.SharedInts;
import dev.offload.shared.SharedList;
import dev.offload.shared.SharedLock;
import dev.offload.shared.SharedLong;
import dev.offload.shared.SharedLongs;
import dev.offload.shared.SharedMap;
import dev.offload.shared.SharedObjects;
import dev.offload.shared.SharedReadWriteLock;
import dev.offload.shared.SharedSemaphore;
import dev.offload.shared.SharedTimer;
import dev.offload.shared.Value;
import dev.offload.spi.shared.MemoryState.Place;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The factory of one space, in any JVM.
 *
 * @param root what makes them
 * @param name of what is made next; null for something without a name
 */
record SpaceObjects(Handle root, @Nullable String name) implements SharedObjects {
  @Override
  public SharedObjects named(String given) {
    return new SpaceObjects(root, Objects.requireNonNull(given, "name"));
  }

  @Override
  public <E> BlockingQueue<E> queue() {
    return new QueueProxy<>(make(new QueueState.Maker(Integer.MAX_VALUE)));
  }

  @Override
  public <E> BlockingQueue<E> queue(int capacity) {
    checkArgument(capacity >= 1, "capacity must be >= 1, was %s", capacity);
    return new QueueProxy<>(make(new QueueState.Maker(capacity)));
  }

  @Override
  public <E extends @Nullable Object> SharedList<E> list() {
    return new ListProxy<>(make(new ListState.Maker()));
  }

  @Override
  public <K, V> SharedMap<K, V> map() {
    return new MapProxy<>(make(new MapState.Maker(MapState.Kind.MAP)));
  }

  @Override
  public <E> Set<E> set() {
    return new SetProxy<>(make(new MapState.Maker(MapState.Kind.SET)));
  }

  @Override
  public Namespace namespace() {
    return new NamespaceProxy(make(new MapState.Maker(MapState.Kind.NAMESPACE)));
  }

  @Override
  public SharedLock lock() {
    return new LockProxy(make(new LockState.Maker(LockState.Kind.LOCK)));
  }

  @Override
  public SharedLock reentrantLock() {
    return new LockProxy(make(new LockState.Maker(LockState.Kind.REENTRANT)));
  }

  @Override
  public SharedReadWriteLock readWriteLock() {
    return new ReadWriteLockProxy(make(new LockState.Maker(LockState.Kind.READ_WRITE)));
  }

  @Override
  public SharedSemaphore semaphore(int permits) {
    return new SemaphoreProxy(make(new SemaphoreState.Maker(permits, false)));
  }

  @Override
  public SharedSemaphore boundedSemaphore(int permits) {
    checkArgument(permits >= 0, "permits must be >= 0, was %s", permits);
    return new SemaphoreProxy(make(new SemaphoreState.Maker(permits, true)));
  }

  @Override
  public Event event() {
    return new EventProxy(make(new GateState.Maker(GateState.Kind.EVENT, EventProxy.DOWN)));
  }

  @Override
  public Barrier barrier(int parties) {
    checkArgument(parties >= 1, "parties must be >= 1, was %s", parties);
    return new BarrierProxy(make(new BarrierState.Maker(parties)));
  }

  @Override
  public Latch latch(int count) {
    checkArgument(count >= 0, "count must be >= 0, was %s", count);
    return new LatchProxy(make(new GateState.Maker(GateState.Kind.LATCH, count)));
  }

  @Override
  public SharedLong atomicLong(long initial) {
    return new LongProxy(make(new LongState.Maker(initial)));
  }

  @Override
  public SharedDouble atomicDouble(double initial) {
    return new DoubleProxy(make(new LongState.BitsMaker(Double.doubleToRawLongBits(initial))));
  }

  @Override
  public <T extends @Nullable Object> Value<T> value(T initial) {
    return new ValueProxy<>(make(new ValueState.Maker(root.pack(initial))));
  }

  @Override
  public <T> Pipe<T> pipe() {
    Handle pipe = make(new PipeState.Maker());
    return new Pipe<>(new PipeEndProxy<>(pipe, 0), new PipeEndProxy<>(pipe, 1));
  }

  @Override
  public SharedTimer timer(Duration delay, Action action) {
    Objects.requireNonNull(delay, "delay");
    return new TimerProxy(make(new TimerState.Maker(delay, root.packFunction(action))));
  }

  @Override
  public SharedLongs longs(long length) {
    Place place = memory(MemoryState.Kind.LONGS, length, Long.BYTES);
    return new SharedLongs(place.mapping(), place.file(), length);
  }

  @Override
  public SharedInts ints(long length) {
    Place place = memory(MemoryState.Kind.INTS, length, Integer.BYTES);
    return new SharedInts(place.mapping(), place.file(), length);
  }

  @Override
  public SharedDoubles doubles(long length) {
    Place place = memory(MemoryState.Kind.DOUBLES, length, Double.BYTES);
    return new SharedDoubles(place.mapping(), place.file(), length);
  }

  @Override
  public SharedBytes bytes(long length) {
    Place place = memory(MemoryState.Kind.BYTES, length, 1);
    return new SharedBytes(place.mapping(), place.file(), length);
  }

  @Override
  public SharedBytes block(String blockName, long length) {
    checkArgument(length >= 1, "length must be >= 1, was %s", length);
    Place place = placeOf(make(new MemoryState.BlockMaker(blockName), blockName), length);
    return new SharedBytes(place.mapping(), place.file(), length);
  }

  private Place memory(MemoryState.Kind kind, long length, int elementBytes) {
    checkArgument(length >= 1 && length <= Long.MAX_VALUE / elementBytes, "length must be >= 1, and not beyond all bounds, was %s", length);
    return placeOf(make(new MemoryState.Maker(kind)), length * elementBytes);
  }

  private static Place placeOf(Handle memory, long bytes) {
    Place place = memory.ask(new MemoryState.Find(bytes));
    checkArgument(place.bytes() == bytes, "the shared memory of this name has %s bytes and not %s", place.bytes(), bytes);
    return place;
  }

  private Handle make(Maker maker) {
    return make(maker, name);
  }

  private Handle make(Maker maker, @Nullable String as) {
    return root.sibling(root.ask(new SharedSpace.Make(maker, as)));
  }
}
