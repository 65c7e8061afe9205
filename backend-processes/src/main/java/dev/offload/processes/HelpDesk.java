package dev.offload.processes;

import dev.offload.Progress;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.ProgressHead;
import dev.offload.processes.wire.WireException;
import dev.offload.spi.Job;
import org.jspecify.annotations.Nullable;

/** Where a child comes with all that is not about its jobs. For the worker's own thread. */
final class HelpDesk {
  private final ClassDesk classes;
  private final SharedDesk shared;
  private final StackQuestions stacks;

  HelpDesk(ProcessesExecutor executor, Child child, StackQuestions stacks) {
    this.classes = new ClassDesk(executor.classes(), child);
    this.shared = new SharedDesk(executor, child);
    this.stacks = stacks;
  }

  void serve(Frame frame) throws WireException {
    switch (frame.type()) {
      case CLASS_REQUEST -> classes.serve(frame);
      case SHARED_CALL -> shared.call(frame);
      case SHARED_WITHDRAWAL -> shared.withdraw(frame);
      case STACK_REPLY -> stacks.answer(frame);
      default -> throw new WireException("a child does not send " + frame.type());
    }
  }

  /** How far a task is. It may come from a thread that a task left behind. */
  void passOn(Frame frame, SentJobs jobs) throws WireException {
    ProgressHead head = ProgressHead.from(frame.head());
    Job<?> job = jobs.findBegun(frame.id());
    if (job != null) {
      job.progress(new Progress(head.fraction(), head.note()));
    }
  }

  /** The child can be told nothing any more. */
  void forgetChild() {
    shared.forgetChild();
  }

  /** The child is gone; {@code jobs} are those that it had, if it came so far. May come more than once. */
  void letGo(@Nullable SentJobs jobs) {
    shared.forgetChild();
    shared.letGo(jobs != null && jobs.isAtWork());
  }
}
