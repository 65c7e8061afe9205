package dev.offload.cluster;

import dev.offload.spi.Job;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The job that a worker's session has, if it has one, and those that were recalled before they were sent to it. Any thread. */
final class AtHand {
  // Guarded by this.
  private final Set<Job<?>> recalled = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable Sent current;
  private long sent;
  private @Nullable Job<?> ending;

  /**
   * From now on the job is with the session; null if it was recalled, or has its outcome. {@code report} is told of its elements, if it
   * stands for some.
   */
  synchronized @Nullable Sent send(Job<?> job, SentElements.Report report) {
    if (recalled.remove(job) || job.isDone()) {
      return null;
    }
    current = new Sent(++sent, job, report);
    return current;
  }

  /** Keeps a job from being sent; false if it was. It may have begun then, and nobody here can know. */
  synchronized boolean tryRecall(Job<?> job) {
    if (current != null && current.job == job || job == ending) {
      return false;
    }
    recalled.add(job);
    return true;
  }

  /** Whether there is one. */
  synchronized boolean isOne() {
    return current != null;
  }

  synchronized @Nullable Sent find(Job<?> job) {
    return current != null && current.job == job ? current : null;
  }

  synchronized @Nullable Sent find(long id) {
    return current != null && current.id == id ? current : null;
  }

  /** Reports the end of a job, once. Afterwards nothing here knows it (rule R7). */
  void end(Sent ended, Runnable report) {
    synchronized (this) {
      if (current != ended) {
        return;
      }
      ended.end();
      current = null;
      ending = ended.job;
    }
    try {
      report.run();
    } finally {
      ended.endQuestions();
      synchronized (this) {
        ending = ending == ended.job ? null : ending;
      }
    }
  }

  /** The session is gone, and says nothing more. */
  void endQuestions() {
    Sent left;
    synchronized (this) {
      left = current;
    }
    if (left != null) {
      left.endQuestions();
    }
  }
}
