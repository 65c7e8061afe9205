package dev.offload;

/** What {@link TaskFutures#waitFor} waits for (rule W2). */
public enum ReturnWhen {
  /** At least one future is done. */
  FIRST_COMPLETED,
  /** One future FAILED, or all are done. A cancelled future is done and no exception. */
  FIRST_EXCEPTION,
  /** All futures are done. */
  ALL_COMPLETED
}
