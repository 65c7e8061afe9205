package dev.offload;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A task with a worker to itself, a child JVM or a thread, which starts with it and ends with it. Made by {@link Processes}. Called from
 * any thread.
 *
 * @param <T> what the task returns
 */
public interface TaskProcess<T extends @Nullable Object> extends AutoCloseable {
  /** The name it was given. */
  String name();

  /** What becomes of the task. */
  TaskFuture<T> future();

  /** The process id, once there is a process; on threads that of this JVM. */
  OptionalLong pid();

  /** Tells whether it has not ended: from its start on, and until all that it had is given back. */
  boolean isAlive();

  /** Tells whether it ends with this program, instead of keeping it from ending. */
  boolean isDaemon();

  /**
   * Waits for its end.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  void join() throws InterruptedException;

  /**
   * Waits for its end for so long.
   *
   * @return whether it has ended
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  boolean join(Duration timeout) throws InterruptedException;

  /**
   * The exit code, once it has ended: 0 after a task that returned, 1 after one that threw or was cancelled, that of the process where the
   * process did not end in good order.
   */
  OptionalInt exitCode();

  /** Interrupts the task, as {@link Thread#interrupt} does; what it does then is its own affair. Nothing happens unless it runs. */
  void interrupt();

  /**
   * Asks the process to end, as {@code SIGTERM} does: its shutdown hooks run, the task does not come to its end.
   *
   * @throws UnsupportedOperationException if it is a thread, which cannot be ended; see {@link #interrupt}
   */
  void terminate();

  /**
   * Ends the process at once.
   *
   * @throws UnsupportedOperationException if it is a thread, which cannot be ended; see {@link #interrupt}
   */
  void kill();

  /** What it has printed, the last 10,000 lines; empty where the backend does not capture output. */
  List<OutputLine> output();

  /** Cancels the task, interrupting it, and waits for the end; where processes can be ended it ends after the configured grace. */
  @Override
  void close();
}
