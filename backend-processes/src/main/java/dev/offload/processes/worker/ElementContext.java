package dev.offload.processes.worker;

import dev.offload.TaskContext;
import dev.offload.processes.wire.TaskHead;

/** An element of a chunk that runs, as it can see itself (rule E7). */
final class ElementContext implements TaskContext {
  private final RunningTask chunk;
  private final TaskHead head;
  private final int index;

  ElementContext(RunningTask chunk, TaskHead head, int index) {
    this.chunk = chunk;
    this.head = head;
    this.index = index;
  }

  @Override
  public String name() {
    return head.nameAt(index);
  }

  @Override
  public int attempt() {
    return chunk.attempt();
  }

  @Override
  public String worker() {
    return chunk.worker();
  }

  @Override
  public boolean isCancelled() {
    return chunk.isCancelled();
  }

  @Override
  public void progress(double fraction, String note) {
    chunk.progress(fraction, note);
  }
}
