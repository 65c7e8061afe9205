package dev.offload.conformance;

/** The stages of a task's way at which something may go wrong, in their order. */
enum Stage {
  /** The parent turns task and argument into bytes, in the submitting thread. */
  ENCODE_TASK,
  /** The bytes of the task are on their way to the worker, which has not begun it. */
  SEND,
  /** The worker turns the bytes into task and argument. */
  DECODE_TASK,
  /** The worker runs the task. */
  RUN,
  /** The worker turns the result into bytes. */
  ENCODE_RESULT,
  /** The bytes of the result are on their way to the parent. */
  SEND_RESULT,
  /** The parent turns the bytes into the result. */
  DECODE_RESULT,
  /** The parent tells a listener of the result. */
  LISTENER;

  /** Tells whether it is the parent that a fault at this stage hits. */
  boolean isInParent() {
    return this == ENCODE_TASK || this == DECODE_RESULT || this == LISTENER;
  }

  /** Tells whether the thread that a fault hits is the one that runs the task, so that the task knows of it. */
  boolean isInTaskThread() {
    return this == DECODE_TASK || this == RUN || this == ENCODE_RESULT;
  }

  /** Tells whether objects are made of bytes there. */
  boolean isDecoding() {
    return this == DECODE_TASK || this == DECODE_RESULT;
  }
}
