package dev.offload.shared;

import dev.offload.Action;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects that tasks share. One that a task captures or gets as an argument is the same object in every worker of this executor, and
 * in the program that opened it; what goes in and comes out is copied on backends that isolate, as arguments and results are (rule H1).
 *
 * <pre>{@code
 * BlockingQueue<String> lines = executor.shared().queue();
 * executor.submit(() -> lines.put("written by a worker"));
 * System.out.println(lines.take());
 * }</pre>
 *
 * <p>An object lives as long as its executor; after that each of its methods throws {@link IllegalStateException} (rule H2). Calls that
 * block take time-outs and can be interrupted, as those of the JDK's own classes do. No call blocks a call to another object, or one of
 * another worker, but for what the object itself makes wait (rule H3). A method that can throw what the JDK's interface does not declare
 * throws it unchecked: {@link dev.offload.WaitInterruptedException} where a thread is interrupted while it waits for the executor's word.
 *
 * <p>The methods may be called from any thread, and from tasks.
 */
public interface SharedObjects {
  /**
   * The same factory for an object with a name: its next call gives the object of this name, and makes it if there is none yet (rule H4).
   * So tasks find it without being given it.
   *
   * @throws IllegalArgumentException from that call, if the object of this name is of another kind, or memory of another length
   */
  SharedObjects named(String name);

  /** A queue without bound, first in first out. Methods with a collection or a condition are several calls, and so not atomic. */
  <E> BlockingQueue<E> queue();

  /** A queue of at most {@code capacity} elements, 1 or more. */
  <E> BlockingQueue<E> queue(int capacity);

  /** An empty list. */
  <E extends @Nullable Object> SharedList<E> list();

  /** An empty map, in the order in which keys are put. Its compound methods, {@code merge} and {@code compute} among them, are atomic. */
  <K, V> SharedMap<K, V> map();

  /**
   * An empty set, without null, in the order in which elements are added. Methods with a collection or a condition are several calls, and
   * so not atomic.
   */
  <E> Set<E> set();

  /** Names with values, as attributes of an object; empty. */
  Namespace namespace();

  /** A lock that is free; who has it and locks again waits for ever. */
  SharedLock lock();

  /** A lock that is free; who has it may lock it again. */
  SharedLock reentrantLock();

  /** A lock for one writer or many readers that is free. */
  SharedReadWriteLock readWriteLock();

  /** A semaphore that anybody may release as often as they like. */
  SharedSemaphore semaphore(int permits);

  /** A semaphore of which no more permits can be released than were acquired. */
  SharedSemaphore boundedSemaphore(int permits);

  /** A flag that is down. */
  Event event();

  /** A barrier for {@code parties}, 1 or more. */
  Barrier barrier(int parties);

  /** A latch that opens when it was counted down {@code count} times, 0 or more. */
  Latch latch(int count);

  /** A number. */
  SharedLong atomicLong(long initial);

  /** A number with fractions. */
  SharedDouble atomicDouble(double initial);

  /** A place for one object. */
  <T extends @Nullable Object> Value<T> value(T initial);

  /** A connection with two ends. */
  <T> Pipe<T> pipe();

  /** Memory outside of the heaps, as so many longs, 1 or more. */
  SharedLongs longs(long length);

  /** Memory outside of the heaps, as so many ints, 1 or more. */
  SharedInts ints(long length);

  /** Memory outside of the heaps, as so many doubles, 1 or more. */
  SharedDoubles doubles(long length);

  /** Memory outside of the heaps, as so many bytes, 1 or more. */
  SharedBytes bytes(long length);

  /**
   * Memory outside of the heaps, as so many bytes, 1 or more, which other programs of this user on this machine find by its name as long as
   * this executor lives: {@link SharedBytes#attach}.
   *
   * @param blockName up to 100 letters, digits, dots, dashes and underscores
   * @throws IllegalArgumentException if another executor, in whatever program, has a block of this name, or this one has one of another
   *     length
   */
  SharedBytes block(String blockName, long length);

  /**
   * Submits {@code action} as a task after {@code delay}, or at once if that is not positive, unless it is cancelled, or the executor is
   * shut down, before. Where the executor's queue is full it waits for room, or is refused and logged, as {@code queuePolicy} says.
   */
  SharedTimer timer(Duration delay, Action action);
}
