package dev.offload.conformance;

/** How a task ends that a fault has hit. */
enum Ending {
  /** With what it threw. */
  THROWN,
  /** With {@link dev.offload.TaskTransferException}, whose cause is what user code threw. */
  TRANSFER,
  /** With {@link dev.offload.WorkerLostException}, which tells how the worker ended. */
  LOST,
  /** With {@link dev.offload.TaskTimeoutException}, because it had a time-out. */
  TIMEOUT,
  /** With its result, from the same worker. */
  VALUE,
  /** With its result, from another worker. */
  MOVED,
  /** The parent is gone: so is its worker, and what they had. */
  GONE
}
