package dev.offload.spi.shared;

import dev.offload.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An executor that does nothing by itself: what is to be done later, or on a thread of its own, a test does when it wants to. */
final class ScriptedHost implements Host {
  final List<Runnable> foreign = new ArrayList<>();
  final List<Runnable> alarms = new ArrayList<>();
  final List<Action> submitted = new ArrayList<>();

  @Override
  public Items items() {
    return Items.BY_REFERENCE;
  }

  @Override
  public void ensureSharesMemory() {
    // It does.
  }

  @Override
  public Optional<Path> memoryDirectory() {
    return Optional.empty();
  }

  @Override
  public void execute(Runnable work) {
    foreign.add(work);
  }

  @Override
  public void later(Duration delay, Runnable action) {
    alarms.add(action);
  }

  @Override
  public void submit(Action task) {
    submitted.add(task);
  }

  @Override
  public boolean accepts() {
    return true;
  }

  /** Runs what has come for a thread of its own, and what comes of it. */
  void runForeign() {
    while (!foreign.isEmpty()) {
      foreign.remove(0).run();
    }
  }
}
