package dev.offload;

/**
 * Where a task stands.
 *
 * <pre>
 *   PENDING --start--&gt; RUNNING --value--&gt; SUCCEEDED
 *   PENDING --cancel-&gt; CANCELLED  RUNNING --throw--&gt; FAILED
 *   PENDING --fail---&gt; FAILED     RUNNING --cancel(true)--&gt; CANCELLED
 *                                 RUNNING --timeout, worker lost--&gt; FAILED
 * </pre>
 */
public enum TaskStatus {
  /** Accepted, and no worker has begun it (rule S2). */
  PENDING,
  /** A worker has begun it. */
  RUNNING,
  /** It returned a value. */
  SUCCEEDED,
  /** It threw, timed out, could not travel, or lost its worker. */
  FAILED,
  /** It was cancelled before it could finish. */
  CANCELLED;

  /** Tells whether this status never changes again (rule S1). */
  public boolean isDone() {
    return compareTo(SUCCEEDED) >= 0;
  }
}
