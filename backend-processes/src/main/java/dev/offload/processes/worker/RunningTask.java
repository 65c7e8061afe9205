package dev.offload.processes.worker;

import dev.offload.Progress;
import dev.offload.TaskContext;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.ProgressHead;

/** The task that runs, as it can see itself (rule E7). */
final class RunningTask implements TaskContext {
  private final long id;
  private final String name;
  private final int attempt;
  private final String worker;
  private final FrameChannel channel;
  private volatile boolean cancelled;

  RunningTask(TaskOrder order, String worker, FrameChannel channel) {
    this.id = order.id();
    this.name = order.name();
    this.attempt = order.head().attempt();
    this.worker = worker;
    this.channel = channel;
  }

  long id() {
    return id;
  }

  void cancel() {
    cancelled = true;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int attempt() {
    return attempt;
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
