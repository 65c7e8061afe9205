package dev.offload.processes;

import dev.offload.processes.wire.ClaimBoard;
import dev.offload.spi.Job;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that one child has, by number, and their places on its claim board. A job may be recalled before it is sent: between the
 * dispatcher's decision and the sending there is a moment. Called from any thread.
 */
final class SentJobs {
  private final ClaimBoard board;

  // Guarded by this.
  private final Map<Long, Sent> sent = new HashMap<>();
  private final Set<Long> recalledBefore = new HashSet<>();

  SentJobs(ClaimBoard board) {
    this.board = board;
  }

  /**
   * Offers the jobs to the child, each in a slot of its own; those recalled already are left out. {@code each} is told of one while it
   * cannot be recalled, because a job that is recalled has lost its payload.
   */
  synchronized void offer(List<? extends Job<?>> jobs, Consumer<Sent> each) {
    // A worker gets jobs only when it has ended all earlier ones, so every slot is free.
    int slot = 0;
    for (Job<?> job : jobs) {
      if (!recalledBefore.remove(job.id())) {
        Sent place = new Sent(job, slot++);
        each.accept(place);
        board.offer(place.slot(), job.id());
        sent.put(job.id(), place);
      }
    }
  }

  synchronized boolean tryRecall(Job<?> job) {
    Sent place = sent.get(job.id());
    if (place == null) {
      recalledBefore.add(job.id());
      return true;
    }
    return board.tryRecall(place.slot(), job.id());
  }

  synchronized @Nullable Job<?> find(long id) {
    Sent place = sent.get(id);
    return place == null ? null : place.job();
  }

  synchronized @Nullable Job<?> remove(long id) {
    Sent place = sent.remove(id);
    return place == null ? null : place.job();
  }

  synchronized boolean isEmpty() {
    return sent.isEmpty();
  }

  /** A job and its slot. */
  record Sent(Job<?> job, int slot) {}
}
