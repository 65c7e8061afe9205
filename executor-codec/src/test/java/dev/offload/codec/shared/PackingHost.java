package dev.offload.codec.shared;

import dev.offload.Action;
import dev.offload.spi.shared.Host;
import dev.offload.spi.shared.Items;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** An executor that has nothing but shared objects, in which values lie as bytes. */
final class PackingHost implements Host {
  private final Items items = Line.newItems();

  @Override
  public Items items() {
    return items;
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
  public void execute(Runnable foreign) {
    foreign.run();
  }

  @Override
  public void later(Duration delay, Runnable action) {
    throw new UnsupportedOperationException("no timers here");
  }

  @Override
  public void submit(Action task) {
    throw new UnsupportedOperationException("no tasks here");
  }

  @Override
  public boolean accepts() {
    return false;
  }
}
