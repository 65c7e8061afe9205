package dev.offload.codec.shared;

import dev.offload.codec.Encoded;

/**
 * Where the questions of one {@link RemoteDoor} come in. Questions and withdrawals come one after another, and none after the end of their
 * owner.
 */
public interface Calls {
  /**
   * Takes a question, and its request over.
   *
   * @throws BadMessageException if it makes no sense, or too many are open
   */
  void ask(long number, Question question, Encoded request) throws BadMessageException;

  /** There was no memory to read the request: who asks is told so. */
  void onLost(long number);

  /** Who asks does not want to wait any longer. */
  void withdraw(long number);

  /** The owner can be told nothing any more: what its threads wait for goes to others. */
  void forget();

  /** The owner is gone: what it had is free. {@code atWork} says that it ended amidst a task. */
  void leave(boolean atWork);
}
