package dev.offload.processes;

import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.WireException;
import dev.offload.spi.Job;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that one child has, by number, and their places on its claim board; what the child says of them is checked here. A job may be
 * recalled before it is sent: between the dispatcher's decision and the sending there is a moment. Called from any thread.
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
        board.offer(place.slot, job.id());
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
    // What the child has said counts more than its half of the board: that is the child's to write to.
    if (place.stage == Stage.OFFERED && board.tryRecall(place.slot, job.id())) {
      place.stage = Stage.RECALLED;
    }
    return place.stage == Stage.RECALLED;
  }

  /** The child says that it has begun the job. */
  synchronized Job<?> begin(Frame frame) throws WireException {
    Sent place = expect(Stage.OFFERED, frame);
    place.stage = Stage.BEGUN;
    return place.job;
  }

  /** The child says how the job ended. */
  synchronized Sent end(Frame frame) throws WireException {
    expect(Stage.BEGUN, frame);
    return sent.remove(frame.id());
  }

  /** The child says that the job was recalled: only who recalled it can know, or a job might never end. */
  synchronized Job<?> skip(Frame frame) throws WireException {
    expect(Stage.RECALLED, frame);
    return sent.remove(frame.id()).job;
  }

  /** The job if it has begun and not ended. */
  synchronized @Nullable Job<?> findBegun(long id) {
    Sent place = sent.get(id);
    return place == null || place.stage != Stage.BEGUN ? null : place.job;
  }

  private Sent expect(Stage stage, Frame frame) throws WireException {
    Sent place = sent.get(frame.id());
    if (place == null) {
      throw new WireException(frame.type() + " for task " + frame.id() + ", which the worker does not have");
    }
    if (place.stage != stage) {
      throw new WireException(frame.type() + " for " + place.job + ", which is " + place.stage + " and not " + stage);
    }
    return place;
  }

  synchronized boolean isEmpty() {
    return sent.isEmpty();
  }

  /** Where a job stands as far as the child has said, or the parent decided: OFFERED to BEGUN, or to RECALLED. */
  private enum Stage { OFFERED, BEGUN, RECALLED }

  /** A job, the class loader that its code is from, and its slot. */
  static final class Sent {
    private final Job<?> job;
    private final ClassWorld world;
    private final int slot;
    private Stage stage = Stage.OFFERED;

    private Sent(Job<?> job, int slot) {
      this.job = job;
      this.world = ((Parcel) job.payload()).world();
      this.slot = slot;
    }

    Job<?> job() {
      return job;
    }

    ClassWorld world() {
      return world;
    }

    int slot() {
      return slot;
    }
  }
}
