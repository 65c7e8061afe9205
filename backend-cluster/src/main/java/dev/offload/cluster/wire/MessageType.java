package dev.offload.cluster.wire;

/** What a {@link Message} says. */
public enum MessageType {
  // To the session.

  /** Run a task. Head: {@link TaskHead}; body: the encoded call. */
  TASK,
  /** Run elements of a map one after another. Head: {@link ElementsHead}; body: the encoded code of each. */
  ELEMENTS,
  /** Begin no more of the elements: others could run them. */
  TAKE_BACK,
  /** Interrupt the task: nothing has become of it yet. */
  INTERRUPT,
  /** The task's future has its outcome: end the work. */
  CANCEL,
  /** Tell the stack of the task's thread. */
  STACK,
  /** End. There is no task then; one that there were would be cancelled. */
  STOP,
  /** Ask the process that runs the task to end. */
  TERMINATE,
  /** End the process that runs the task. */
  KILL,
  /** The answer of a shared object, to the node and not to a session. Head and body: as the codec has them. */
  SHARED_ANSWER,

  // From the session.

  /** It has a slot of its node, and begins. */
  ACCEPTED,
  /** It can take tasks. Head: {@link Numbers}, the id of its process. */
  READY,
  /** The task has begun; said of those only that take long. */
  STARTED,
  /** The task says how far it is. Head: {@link ProgressHead}. */
  PROGRESS,
  /** The task returned. Head: {@link EndHead}; body: the encoded result. */
  SUCCEEDED,
  /** The task threw. Head: as of {@link #SUCCEEDED}; body: the encoded failure. */
  FAILED,
  /** What became of some elements. Head: {@link Numbers}, the index of the first; body: {@link Outcomes}. */
  OUTCOMES,
  /** An element returned something large. Head: {@link Numbers}, its index; body: the encoded result. */
  LARGE_OUTCOME,
  /** No more of the elements will be begun. Head: {@link Numbers}, how many were or will be. */
  GIVEN_BACK,
  /** All elements have ended that were not given back. Head: {@link Numbers}, how many, and how long that took in ns. */
  ELEMENTS_ENDED,
  /** The work of a task that was cancelled has ended, or will never begin. */
  STOPPED,
  /** The stack that was asked for. Head: it, by {@link WireCodec}. */
  STACK_ANSWER,
  /** A line was printed. Head: it, by {@link WireCodec}. */
  OUTPUT,
  /** Its node is leaving: give it no more tasks. */
  WORN,
  /** A question to a shared object. Head: {@link SharedHead} with the question; body: the request. */
  SHARED_QUESTION,
  /** A question need not be answered any more. Head: {@link SharedHead}. */
  SHARED_WITHDRAWAL,
  /** Who asked is gone. Head: {@link SharedHead} with a byte that is 1 if it ended amidst a task. */
  SHARED_LEAVE;

  private static final MessageType[] BY_NUMBER = values();

  /** Tells whether it is of shared objects, and not of a task. */
  public boolean isShared() {
    return compareTo(SHARED_QUESTION) >= 0;
  }

  static MessageType of(byte number) {
    if (number < 0 || number >= BY_NUMBER.length) {
      throw new IllegalArgumentException("there is no message of type " + number);
    }
    return BY_NUMBER[number];
  }
}
