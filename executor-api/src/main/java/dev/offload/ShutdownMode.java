package dev.offload;

/**
 * What a shutdown does with the tasks it finds, mildest first. Of several shutdowns the strictest counts: a later, milder one
 * undoes nothing (rule E4).
 */
public enum ShutdownMode {
  /** Finish everything that was accepted. */
  FINISH_ACCEPTED,
  /** Cancel what has not started, finish what runs. */
  CANCEL_PENDING,
  /** Cancel everything, interrupting what runs. */
  CANCEL_ALL
}
