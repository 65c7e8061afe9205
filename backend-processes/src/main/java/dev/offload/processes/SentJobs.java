package dev.offload.processes;

import dev.offload.processes.Sent.Stage;
import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.WireException;
import dev.offload.spi.Job;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that one child has, each in a slot of its claim board; what the child says of them is checked here. Each sending has a number of
 * its own, because a job that was taken back may come again. A job may be recalled before it is sent: between the dispatcher's decision and
 * the sending there is a moment. Called from any thread.
 */
final class SentJobs {
  private final ClaimBoard board;

  // Guarded by this.
  private final @Nullable Sent[] slots = new Sent[ClaimBoard.SLOTS];
  private final Set<Job<?>> recalledBefore = new HashSet<>();
  private long offers;
  private int size;
  private int takenBack;
  private int begun;

  SentJobs(ClaimBoard board) {
    this.board = board;
  }

  /**
   * Offers the jobs to the child, each in a slot of its own; those recalled already are left out, and so are those of which {@code each}
   * says that they cannot be sent. It is asked while a job cannot be recalled, because one that is recalled has lost its payload.
   */
  synchronized void offer(List<? extends Job<?>> jobs, Predicate<Sent> each, Consumer<Job<?>> recalled) {
    for (Job<?> job : jobs) {
      if (recalledBefore.remove(job) || job.isDone()) {
        recalled.accept(job);
      } else {
        Sent place = new Sent(job, nextId());
        if (each.test(place)) {
          offer(place);
          slots[place.slot()] = place;
          size++;
        }
      }
    }
  }

  /** Makes sure that the job will not begin; its end is still to be told. */
  synchronized boolean tryRecall(Job<?> job) {
    Sent place = find(job);
    if (place == null) {
      recalledBefore.add(job);
      return true;
    }
    // What the child has said counts more than its half of the board: that is the child's to write to.
    if (place.stage == Stage.OFFERED && board.tryRecall(place.id)) {
      place.stage = Stage.RECALLED;
    }
    return place.stage == Stage.RECALLED;
  }

  /** As {@link #tryRecall}, for one that was sent: it is not this child's any more. */
  synchronized boolean tryTakeBack(Job<?> job) {
    Sent place = find(job);
    if (place == null || place.stage != Stage.OFFERED || !board.tryRecall(place.id)) {
      return false;
    }
    place.stage = Stage.TAKEN_BACK;
    takenBack++;
    return true;
  }

  /** Keeps those elements of the job from beginning that the child has not begun. Returns how many it has. */
  synchronized int takeBackElements(Job<?> job) {
    Sent place = find(job);
    if (place == null) {
      return Objects.requireNonNull(job.elements()).count();
    }
    // The board is the child's to write to: it is believed as far as it fits to what the child has said.
    place.limit = Math.max(place.ended, Math.min(place.limit, board.takeBackElements(place.id)));
    return place.limit;
  }

  /** The child says that it has begun the job. Null if that is known, because an element of it has ended. */
  synchronized @Nullable Job<?> begin(Frame frame) throws WireException {
    Sent place = find(frame);
    if (place.ended > 0 && !place.toldBegun) {
      place.toldBegun = true;
      return null;
    }
    expect(place, frame, Stage.OFFERED);
    place.toldBegun = true;
    place.stage = Stage.BEGUN;
    begun++;
    return place.job;
  }

  /** The child says how the job ended. That it has begun is known from that, or from what it said before. */
  synchronized Sent end(Frame frame) throws WireException {
    Sent place = find(frame);
    if (!isBegunUntold(place)) {
      expect(place, frame, Stage.BEGUN);
      begun--;
    }
    if (place.isChunk() != (frame.type() == FrameType.CHUNK_ENDED) || place.ended < place.limit) {
      throw new WireException(frame.type() + " for " + place.job.describe() + ", of which " + place.ended + " elements have ended");
    }
    free(place);
    return place;
  }

  /** The child says how the next elements of the job ended. Returns the index of the first of them. */
  synchronized Part endElements(Frame frame, int count) throws WireException {
    Sent place = find(frame);
    if (isBegunUntold(place)) {
      place.stage = Stage.BEGUN;
      begun++;
    }
    expect(place, frame, Stage.BEGUN);
    int first = place.ended;
    if (count > Math.min(board.elementsBegun(place.id), place.limit) - first) {
      throw new WireException(frame.type() + " for " + count + " elements of " + place.job.describe() + " behind " + first
          + ", which have not begun");
    }
    place.ended += count;
    return new Part(place, first, count);
  }

  /** The child says that the job was recalled: only who recalled it can know, or a job might never end. Null if it is another's now. */
  synchronized @Nullable Job<?> skip(Frame frame) throws WireException {
    Sent place = find(frame);
    free(place);
    if (place.stage == Stage.TAKEN_BACK) {
      takenBack--;
      return null;
    }
    return expect(place, frame, Stage.RECALLED).job;
  }

  /** The job if it has begun, as far as the child has said or the board shows, and not ended. */
  synchronized @Nullable Job<?> findBegun(long id) {
    Sent place = slots[ClaimBoard.slotOf(id)];
    return place != null && place.id == id && isBegun(place) ? place.job : null;
  }

  /** Tells whether the child has begun a job, and not ended it. */
  synchronized boolean isAtWork() {
    return Stream.of(slots).anyMatch(place -> place != null && isBegun(place));
  }

  /** The number under which the job was sent; -1 if it is not with the child. */
  synchronized long idOf(Job<?> job) {
    Sent place = find(job);
    return place == null ? -1 : place.id;
  }

  /** Tells whether the child has jobs and is at none of them, as far as it has said: it is to say something of the next one at once. */
  synchronized boolean owesWord() {
    return size > takenBack && begun == 0;
  }

  /** How many jobs fit on the board beside those that were taken back, whose slots the child has yet to pass by. */
  synchronized int capacity() {
    return ClaimBoard.SLOTS - takenBack;
  }

  private void offer(Sent place) {
    if (place.isChunk()) {
      board.offer(place.id, place.elements);
    } else {
      board.offer(place.id);
    }
  }

  private long nextId() {
    // A slot is taken for as long as the child has not told of it, whatever it tells of those behind.
    int slot = ClaimBoard.slotOf(offers);
    while (slots[slot] != null) {
      slot = ClaimBoard.slotOf(slot + 1);
    }
    offers++;
    return offers * ClaimBoard.SLOTS + slot;
  }

  /** Tells whether the child has begun the job, as the board shows, and not said so. */
  private boolean isBegunUntold(Sent place) {
    return place.stage == Stage.OFFERED && board.hasBegun(place.id);
  }

  private boolean isBegun(Sent place) {
    return place.stage == Stage.BEGUN || isBegunUntold(place);
  }

  private void free(Sent place) {
    slots[place.slot()] = null;
    size--;
  }

  private @Nullable Sent find(Job<?> job) {
    if (size > 0) {
      for (Sent place : slots) {
        if (place != null && place.job == job && place.stage != Stage.TAKEN_BACK) {
          return place;
        }
      }
    }
    return null;
  }

  private Sent find(Frame frame) throws WireException {
    Sent place = frame.id() < 0 ? null : slots[ClaimBoard.slotOf(frame.id())];
    if (place == null || place.id != frame.id()) {
      throw new WireException(frame.type() + " for task " + frame.id() + ", which the worker does not have");
    }
    return place;
  }

  private static Sent expect(Sent place, Frame frame, Stage stage) throws WireException {
    if (place.stage != stage) {
      throw new WireException(frame.type() + " for " + place.job.describe() + ", which is " + place.stage + " and not " + stage);
    }
    return place;
  }

  /** Elements of a job that have ended, one after another. */
  record Part(Sent sent, int first, int count) {}
}
