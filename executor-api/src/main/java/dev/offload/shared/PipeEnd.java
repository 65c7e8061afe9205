package dev.offload.shared;

import java.io.EOFException;
import java.time.Duration;
import java.util.Optional;

/**
 * One end of a pipe; null does not fit through. It is closed by itself when the worker that has received last from it, or sent last into
 * it, ends amidst a task (rule H6).
 */
public interface PipeEnd<T> extends AutoCloseable {
  /**
   * Sends an object; does not wait for it to be received.
   *
   * @throws EOFException if this end or the other is closed
   */
  void send(T value) throws EOFException;

  /**
   * Waits for an object.
   *
   * @throws EOFException if this end is closed, or the other is and everything it sent was received
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  T receive() throws EOFException, InterruptedException;

  /**
   * Waits for an object for so long.
   *
   * @return it; empty if none came
   * @throws EOFException as {@link #receive()}
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Optional<T> receive(Duration timeout) throws EOFException, InterruptedException;

  /** Closes this end. What was sent into it can still be received from the other. */
  @Override
  void close();
}
