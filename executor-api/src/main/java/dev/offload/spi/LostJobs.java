package dev.offload.spi;

import com.google.common.collect.Lists;
import dev.offload.RetryOn;
import dev.offload.WorkerLostException;
import java.util.List;

/**
 * What becomes of the jobs of a worker that is gone (rule E3): the task that ran is lost, or tried again; what had not begun has its turn
 * again. The dispatcher guards it.
 */
final class LostJobs {
  private final int maxLosses;
  private final Assignments assignments;
  private final Schedule schedule;

  /** A job that never begins is given up when it has lost its worker {@code maxLosses} times. */
  LostJobs(int maxLosses, Assignments assignments, Schedule schedule) {
    this.maxLosses = maxLosses;
    this.assignments = assignments;
    this.schedule = schedule;
  }

  void onExit(Worker worker, Exit exit, Actions actions) {
    // The last one goes back first, so that all stand in the queue in their old order.
    for (Job<?> job : Lists.reverse(List.copyOf(worker.assigned))) {
      lose(worker, job, exit, actions);
    }
  }

  private void lose(Worker worker, Job<?> job, Exit exit, Actions actions) {
    if (job.endedAhead) {
      assignments.drop(worker, job);
    } else if (job.isDone()) {
      assignments.part(worker, job);
      actions.add(job::workEnded);
    } else if (!job.begun && worker.tryRecall(job)) {
      loseWaiting(worker, job, exit, actions);
    } else {
      if (!job.begun) {
        // It had no time to say so.
        job.beganAgo(0);
      }
      loseRunning(worker, job, exit, actions);
    }
  }

  private void loseWaiting(Worker worker, Job<?> job, Exit exit, Actions actions) {
    if (job.lostBeforeBegun() < maxLosses) {
      assignments.part(worker, job);
      schedule.giveBack(job, actions);
    } else {
      failOrTryAgain(worker, job, exit, actions);
    }
  }

  private void loseRunning(Worker worker, Job<?> job, Exit exit, Actions actions) {
    Elements<?> elements = job.elements();
    if (elements == null) {
      failOrTryAgain(worker, job, exit, actions);
      return;
    }
    // Only the element that ran is lost: those before it have ended, and those behind it have not begun (rule M4).
    Job<?> rest = assignments.takeRest(worker, job);
    if (rest != null) {
      schedule.giveBack(rest, actions);
    }
    assignments.part(worker, job);
    actions.add(() -> {
      for (int index = elements.firstOpen(); index < elements.to(); index++) {
        elements.failed(index, lost(worker, "task \"" + elements.name(index) + "\" (attempt " + job.attempt() + ")", exit));
      }
      job.end();
    });
  }

  private void failOrTryAgain(Worker worker, Job<?> job, Exit exit, Actions actions) {
    assignments.part(worker, job);
    if (!schedule.tryAgain(job, RetryOn.WORKER_LOST)) {
      actions.add(() -> job.fail(lost(worker, job.describe() + " (" + job.describeAttempt() + ")", exit)));
    }
  }

  private static WorkerLostException lost(Worker worker, String what, Exit exit) {
    String text = worker.name() + " was lost while running " + what + ": " + exit.story();
    return new WorkerLostException(text, worker.name(), exit.pid(), exit.code());
  }
}
