package dev.offload.processes;

/** What becomes of what tasks print. */
enum OutputMode {
  /** Printed line by line with a prefix, or handed to the listener. */
  FORWARD,
  /** The children write to the parent's own streams; messages about lost workers have no last lines then. */
  INHERIT,
  /** Thrown away; the last lines of standard error are kept for messages about lost workers. */
  DISCARD
}
