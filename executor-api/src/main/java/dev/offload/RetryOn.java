package dev.offload;

/** Which ends of an attempt {@link TaskOptions#retries()} may follow with another one. */
public enum RetryOn {
  /** Only the death of the worker: the task itself never got to say how it went. */
  WORKER_LOST,
  /** The death of the worker, and everything the task throws. Never a time-out or a cancellation. */
  ANY_FAILURE
}
