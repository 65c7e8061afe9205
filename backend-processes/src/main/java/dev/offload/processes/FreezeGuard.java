package dev.offload.processes;

import com.google.common.collect.Ordering;
import java.time.Duration;

/**
 * Kills a child that is frozen with a task it has not begun: it would keep that for ever, because the task's own time-out has not begun
 * either. Any thread.
 */
final class FreezeGuard {
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(50);

  private final ProcessesExecutor executor;
  private final Child child;
  private final SilenceWatch silence;
  private volatile String story = "";

  FreezeGuard(ProcessesExecutor executor, Child child, SilenceWatch silence) {
    this.executor = executor;
    this.child = child;
    this.silence = silence;
  }

  /** Looks from time to time from now on, until the child has ended. */
  void begin() {
    executor.later(interval(), this::look);
  }

  /** Why it has killed the child; empty if it has not. */
  String story() {
    return story;
  }

  private void look() {
    if (silence.isSilent()) {
      story = "it gave no sign of life for " + executor.options().startTimeout().toMillis()
          + " ms (processes.startTimeout) when it was to begin, as if it were frozen, and was killed";
      child.kill();
    } else if (!child.hasEnded()) {
      begin();
    }
  }

  private Duration interval() {
    return Ordering.natural().max(executor.options().startTimeout().dividedBy(SilenceWatch.LOOKS), SHORTEST_INTERVAL);
  }
}
