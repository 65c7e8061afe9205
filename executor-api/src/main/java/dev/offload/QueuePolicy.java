package dev.offload;

/** What {@code submit} does where {@link ExecutorConfig#queueLimit()} tasks wait already (rule C8). */
public enum QueuePolicy {
  /** Wait for room, interruptibly. */
  BLOCK,
  /** Throw {@link java.util.concurrent.RejectedExecutionException}. */
  REJECT
}
