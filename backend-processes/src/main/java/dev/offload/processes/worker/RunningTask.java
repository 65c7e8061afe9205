package dev.offload.processes.worker;

import dev.offload.Progress;
import dev.offload.TaskContext;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.ProgressHead;
import dev.offload.processes.wire.TaskHead;

/** The task that runs, as it can see itself (rule E7). */
final class RunningTask implements TaskContext {
  private final long id;
  private final TaskHead head;
  private final String worker;
  private final FrameChannel channel;
  private volatile boolean cancelled;
  private volatile boolean begun;
  // Guarded by the task thread.
  private boolean told;

  RunningTask(TaskOrder order, String worker, FrameChannel channel) {
    this.id = order.id();
    this.head = order.head();
    this.worker = worker;
    this.channel = channel;
  }

  long id() {
    return id;
  }

  /** It is claimed: from now on it may be told of. */
  void begins() {
    begun = true;
  }

  /** Tells the parent that it has begun, if it has, and once. */
  void tellStarted() {
    if (begun && !told) {
      told = true;
      channel.sendLater(Frame.of(FrameType.TASK_STARTED, id));
    }
  }

  void cancel() {
    cancelled = true;
  }

  @Override
  public String name() {
    return head.name();
  }

  @Override
  public int attempt() {
    return head.attempt();
  }

  @Override
  public String worker() {
    return worker;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void progress(double fraction, String note) {
    Progress checked = new Progress(fraction, note);
    channel.send(Frame.withHead(
        FrameType.TASK_PROGRESS, id, new ProgressHead(checked.fraction(), checked.note()).toBytes()));
  }
}
