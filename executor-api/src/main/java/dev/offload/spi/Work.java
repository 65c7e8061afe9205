package dev.offload.spi;

/** What stands behind a promise: the work that a cancellation has to reach. */
interface Work {
  /**
   * Keeps the work from beginning.
   *
   * @return true if it has not begun and never will; false if a worker has begun it. Saying it twice changes nothing.
   */
  boolean recall();

  /** The future was cancelled; {@code begun} says whether there is work to stop. */
  void cancelled(boolean begun);
}
