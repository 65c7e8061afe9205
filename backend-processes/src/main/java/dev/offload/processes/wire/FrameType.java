package dev.offload.processes.wire;

/** What a frame means. Its number on the wire is its place in this list. */
public enum FrameType {
  /**
   * Parent: here is the initializer, empty if there is none; begin. The id is that of the class loader its code is from. Head: one byte, 1
   * if the first class loader is that of the class path.
   */
  WELCOME,
  /** Parent: run this task. Head: {@link TaskHead}; body: the encoded call. */
  RUN_TASK,
  /**
   * Parent: run these elements of a map, one after another, as long as they are not taken back. Head: {@link TaskHead}, with the number of
   * the first; body: {@link ChunkBody}.
   */
  RUN_CHUNK,
  /** Parent: interrupt the task, if it is the one that runs. */
  INTERRUPT,
  /** Parent: tell the stack of the task's thread. */
  STACK_REQUEST,
  /** Parent: the class or resource asked for. Head: {@link ClassAnswer}; body: the bytes, or the locations, one a line. */
  CLASS_REPLY,
  /** Parent: what the shared object answers. Head: the codec's {@code AnswerKind}; the id is that of the call. */
  SHARED_ANSWER,
  /** Parent: end, there will be no more tasks. */
  STOP,
  /** Child: the initializer has run, send tasks. */
  READY,
  /** Child: the initializer threw. Body: the encoded failure. */
  INITIALIZER_FAILED,
  /** Child: the task has begun. */
  TASK_STARTED,
  /** Child: the task returned. Body: the encoded result. */
  TASK_SUCCEEDED,
  /** Child: the task threw. Body: the encoded failure. */
  TASK_FAILED,
  /** Child: the next elements of the chunk have ended. Head: how many; body: an {@link ElementOutcome} for each. */
  ELEMENTS_ENDED,
  /** Child: the next element of the chunk returned something large. Body: the encoded result. */
  ELEMENT_SUCCEEDED,
  /** Child: there are no more elements of the chunk. Head: {@link EndHead}. */
  CHUNK_ENDED,
  /** Child: the task was recalled before it began. */
  TASK_SKIPPED,
  /** Child: how far the task is. Head: {@link ProgressHead}. */
  TASK_PROGRESS,
  /** Child: the stack asked for. Head: {@link StackHead}. */
  STACK_REPLY,
  /** Child: what tasks have leaked is more than allowed, send no more tasks. */
  HEAP_EXCEEDED,
  /** Child: send a class or a resource. Head: {@link ClassQuery}. */
  CLASS_REQUEST,
  /** Child: ask this of a shared object. Head: the codec's {@code Question}; body: the encoded request. The child numbers its calls. */
  SHARED_CALL,
  /** Child: that call need not be answered any more. The answer says whether it could be taken back. */
  SHARED_WITHDRAWAL;

  /** Is added to the number of a type where there are segments. */
  private static final int SEGMENTED = 1 << 7;
  private static final FrameType[] BY_NUMBER = values();

  byte number(boolean segmented) {
    return (byte) (ordinal() + (segmented ? SEGMENTED : 0));
  }

  static boolean isSegmented(byte number) {
    return (number & SEGMENTED) != 0;
  }

  static FrameType of(byte number) throws WireException {
    int place = number & SEGMENTED - 1;
    if (place >= BY_NUMBER.length || isSegmented(number) && !BY_NUMBER[place].mayHaveSegments()) {
      throw new WireException("unknown frame type " + number);
    }
    return BY_NUMBER[place];
  }

  /** Tells whether it is of those whose body the codec makes of a user's objects. */
  private boolean mayHaveSegments() {
    return switch (this) {
      case WELCOME, RUN_TASK, RUN_CHUNK, TASK_SUCCEEDED, ELEMENT_SUCCEEDED, SHARED_ANSWER, SHARED_CALL -> true;
      default -> false;
    };
  }
}
