package dev.offload.benchmarks.bars;

import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/** When the last task ends if each begins as soon as a worker is free, and nothing else takes any time. */
final class ListSchedule {
  private ListSchedule() {}

  /** The shorter of the schedules in the given order and longest first. */
  static double best(List<Double> tasks, int workers) {
    return Math.min(makespan(tasks, workers), makespan(tasks.stream().sorted(Collections.reverseOrder()).toList(), workers));
  }

  static double makespan(List<Double> tasks, int workers) {
    PriorityQueue<Double> freeAt = new PriorityQueue<>(Collections.nCopies(workers, 0.0));
    double end = 0;
    for (double task : tasks) {
      double taskEnd = freeAt.remove() + task;
      freeAt.add(taskEnd);
      end = Math.max(end, taskEnd);
    }
    return end;
  }
}
