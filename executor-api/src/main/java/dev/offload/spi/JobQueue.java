package dev.offload.spi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Jobs that wait: higher priority first, then order of submission (rule C7). Taking any one out costs O(1). The dispatcher guards it. */
final class JobQueue {
  private static final int NORMAL = 0;

  private final Lane normal = new Lane();
  // All others than the normal one, which nearly every job is in; none of them is empty.
  private final TreeMap<Integer, Lane> special = new TreeMap<>(Comparator.reverseOrder());
  private int size;

  /** How many tasks wait. */
  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Tells whether elements of a chunk come next. */
  boolean beginsWithChunk() {
    return size > 0 && first().elements() != null;
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
    if (lane.first == null && lane != normal) {
      special.remove(job.priority());
    }
    return true;
  }

  /**
   * The next jobs for one worker: of so many tasks as are wanted, and one at least. Of a chunk that is more than wanted the first part is
   * taken, unless it is to stay together.
   *
   * @param most the most tasks, 1 or more; a chunk that is more is parted in any case
   */
  List<Job<?>> takeBatch(int wanted, int most, int maxJobs) {
    Job<?> taken = take(Math.max(1, wanted), most);
    int tasks = taken.tasks();
    if (size == 0 || maxJobs == 1 || tasks >= Math.min(wanted, most)) {
      return List.of(taken);
    }
    List<Job<?>> batch = new ArrayList<>(Math.min(maxJobs, Math.min(size + 1, wanted)));
    batch.add(taken);
    while (size > 0 && batch.size() < maxJobs && tasks < Math.min(wanted, most)) {
      taken = take(wanted - tasks, most - tasks);
      tasks += taken.tasks();
      batch.add(taken);
    }
    return batch;
  }

  /** Takes out every job that fits. */
  List<Job<?>> drain(Predicate<Job<?>> fits) {
    List<Job<?>> drained = new ArrayList<>();
    for (Lane lane : inOrder()) {
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

  private List<Lane> inOrder() {
    List<Lane> lanes = new ArrayList<>(special.headMap(NORMAL).values());
    lanes.add(normal);
    lanes.addAll(special.tailMap(NORMAL).values());
    return lanes;
  }

  private Job<?> take(int wanted, int most) {
    Job<?> job = first();
    int count = Math.min(job.isFixed() ? most : wanted, most);
    Job<?> part = count < job.tasks() ? job.splitFirst(count) : null;
    if (part != null) {
      size -= count;
      return part;
    }
    remove(job);
    return job;
  }

  private Job<?> first() {
    if (special.isEmpty()) {
      return normal.first();
    }
    return (normal.first == null || special.firstKey() > NORMAL ? special.firstEntry().getValue() : normal).first();
  }

  private Lane lane(Job<?> job) {
    return job.priority() == NORMAL ? normal : special.computeIfAbsent(job.priority(), priority -> new Lane());
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
      size += job.tasks();
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
      size -= job.tasks();
    }
  }
}
