package dev.offload.spi;

import dev.offload.spi.Worker.Stage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The workers of one executor and where each stands:
 *
 * <pre>
 *   STARTING --free--&gt; IDLE --assign--&gt; BUSY --free--&gt; IDLE
 *   STARTING, IDLE, BUSY --retire--&gt; RETIRING     told to stop; has no job and gets none
 *   BUSY ------------------kill----&gt; KILLED       being ended; counts as a worker until it is gone
 *   any -------------------leave---&gt; GONE
 * </pre>
 *
 * <p>The dispatcher guards it.
 */
final class Crew {
  private final Set<Worker> present = new LinkedHashSet<>();
  private final Deque<Worker> idle = new ArrayDeque<>();
  private int limit;
  private int starting;
  private int active;

  Crew(int limit) {
    this.limit = limit;
  }

  void limit(int newLimit) {
    limit = newLimit;
  }

  /** Tells whether a worker more is allowed, and of use to {@code waiting} jobs that the starting ones cannot all take. */
  boolean wantsAnother(int waiting) {
    return active < limit && starting < waiting;
  }

  boolean hasTooMany() {
    return active > limit;
  }

  boolean isEmpty() {
    return present.isEmpty();
  }

  boolean hasIdle() {
    return !idle.isEmpty();
  }

  /** How many workers there are, those that end included; 1 at least. */
  int size() {
    return Math.max(1, present.size());
  }

  /** How many tasks are with workers that have not come to them, because they are at another one. */
  int ahead() {
    return present.stream().mapToInt(worker -> Math.max(0, worker.load - 1)).sum();
  }

  List<Worker> present() {
    return List.copyOf(present);
  }

  void add(Worker worker) {
    present.add(worker);
    starting++;
    active++;
  }

  /** The worker that was busy last, so that those who are not needed stay idle and time out. */
  Worker takeIdle() {
    Worker worker = idle.removeLast();
    worker.stage = Stage.BUSY;
    return worker;
  }

  void free(Worker worker) {
    leaveStage(worker);
    worker.stage = Stage.IDLE;
    worker.idleSinceNanos = System.nanoTime();
    idle.addLast(worker);
  }

  void retire(Worker worker) {
    leaveStage(worker);
    worker.stage = Stage.RETIRING;
    active--;
  }

  void kill(Worker worker) {
    worker.stage = Stage.KILLED;
  }

  /** Takes a worker out; returns the stage it left from, GONE if it was out already. */
  Stage leave(Worker worker) {
    Stage from = worker.stage;
    if (from == Stage.GONE) {
      return from;
    }
    leaveStage(worker);
    if (from != Stage.RETIRING) {
      active--;
    }
    worker.stage = Stage.GONE;
    present.remove(worker);
    return from;
  }

  private void leaveStage(Worker worker) {
    if (worker.stage == Stage.STARTING) {
      starting--;
    } else if (worker.stage == Stage.IDLE) {
      idle.remove(worker);
    }
  }
}
