package dev.offload.spi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Jobs that wait: higher priority first, then order of submission (rule C7). Taking any one out costs O(1). The dispatcher guards it. */
final class JobQueue {
  private final TreeMap<Integer, Lane> lanes = new TreeMap<>(Comparator.reverseOrder());
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void addLast(Job<?> job) {
    lane(job).insert(job, lane(job).last, null);
  }

  /** Puts back a job that had its turn and lost its worker. */
  void addFirst(Job<?> job) {
    lane(job).insert(job, null, lane(job).first);
  }

  boolean remove(Job<?> job) {
    if (!job.queued) {
      return false;
    }
    Lane lane = lane(job);
    lane.unlink(job);
    if (lane.first == null) {
      lanes.remove(job.priority());
    }
    return true;
  }

  /** The next jobs for one worker: the first one, with those behind it that are of the same chunk, up to {@code max}. */
  List<Job<?>> takeBatch(int max) {
    Job<?> job = lanes.firstEntry().getValue().first();
    if (job.chunk == null || max == 1) {
      remove(job);
      return List.of(job);
    }
    List<Job<?>> batch = new ArrayList<>();
    for (Job<?> following = job; following != null && following.chunk == job.chunk && batch.size() < max; ) {
      Job<?> after = following.next;
      remove(following);
      batch.add(following);
      following = after;
    }
    return batch;
  }

  /** Takes out every job that fits. */
  List<Job<?>> drain(Predicate<Job<?>> fits) {
    List<Job<?>> drained = new ArrayList<>();
    for (Lane lane : List.copyOf(lanes.values())) {
      Job<?> following;
      for (Job<?> job = lane.first; job != null; job = following) {
        following = job.next;
        if (fits.test(job)) {
          remove(job);
          drained.add(job);
        }
      }
    }
    return drained;
  }

  private Lane lane(Job<?> job) {
    return lanes.computeIfAbsent(job.priority(), priority -> new Lane());
  }

  /** The jobs of one priority, linked through themselves. */
  private final class Lane {
    private @Nullable Job<?> first;
    private @Nullable Job<?> last;

    Job<?> first() {
      if (first == null) {
        throw new IllegalStateException("an empty lane was left in the queue");
      }
      return first;
    }

    void insert(Job<?> job, @Nullable Job<?> before, @Nullable Job<?> after) {
      job.previous = before;
      job.next = after;
      if (before == null) {
        first = job;
      } else {
        before.next = job;
      }
      if (after == null) {
        last = job;
      } else {
        after.previous = job;
      }
      job.queued = true;
      size++;
    }

    void unlink(Job<?> job) {
      if (job.previous == null) {
        first = job.next;
      } else {
        job.previous.next = job.next;
      }
      if (job.next == null) {
        last = job.previous;
      } else {
        job.next.previous = job.previous;
      }
      job.previous = null;
      job.next = null;
      job.queued = false;
      size--;
    }
  }
}
