package dev.offload.spi;

import dev.offload.Action;
import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.shared.SharedObjects;
import dev.offload.spi.shared.Host;
import dev.offload.spi.shared.Items;
import dev.offload.spi.shared.SharedSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The shared objects of an executor, for which nothing is made before somebody asks for them. Any thread. */
final class SharedHome implements Host {
  private final long key = ThreadLocalRandom.current().nextLong();
  private final Dispatcher dispatcher;
  private final Callbacks foreign;

  // Set once, before the executor is handed out.
  private @Nullable TaskExecutor executor;
  private @Nullable Supplier<Items> packing;
  private @Nullable Supplier<Optional<Path>> memoryDirectory;

  private volatile @Nullable Items items;

  // Guarded by this.
  private @Nullable SharedSpace space;
  private boolean closed;

  SharedHome(Dispatcher dispatcher, OwnedThreads threads) {
    this.dispatcher = dispatcher;
    this.foreign = Callbacks.ofSharedObjects(threads);
  }

  /** Says whose they are; {@code newPacking} is asked at most once. */
  void belongsTo(TaskExecutor owner, Supplier<Items> newPacking, Supplier<Optional<Path>> newMemoryDirectory) {
    executor = owner;
    packing = newPacking;
    memoryDirectory = newMemoryDirectory;
  }

  /** What tells them from those of all other executors. */
  long key() {
    return key;
  }

  SharedObjects objects() {
    space();
    return SharedSpace.objectsOf(key);
  }

  synchronized SharedSpace space() {
    SharedSpace known = space;
    if (known == null) {
      items = Objects.requireNonNull(packing, "not opened").get();
      known = new SharedSpace(key, this);
      if (closed) {
        known.close();
      }
      space = known;
    }
    return known;
  }

  /** The executor has ended, and its objects with it. */
  void close() {
    SharedSpace open;
    synchronized (this) {
      closed = true;
      open = space;
    }
    try {
      if (open != null) {
        open.close();
      }
    } finally {
      foreign.close();
    }
  }

  @Override
  public Items items() {
    return Objects.requireNonNull(items, "only the space asks");
  }

  @Override
  public Optional<Path> memoryDirectory() {
    return Objects.requireNonNull(memoryDirectory, "not opened").get();
  }

  @Override
  public void ensureSharesMemory() {
    if (!owner().capabilities().contains(Capability.SHARES_MEMORY)) {
      throw new UnsupportedOperationException("workers of this executor may be on other machines, with which no memory can be shared:"
          + " it has no capability SHARES_MEMORY; use a list, a value or a map of shared()");
    }
  }

  @Override
  public void execute(Runnable work) {
    foreign.execute(work);
  }

  @Override
  public void later(Duration delay, Runnable action) {
    dispatcher.alarm().schedule(delay, action);
  }

  @Override
  public void submit(Action task) {
    owner().submit(task);
  }

  @Override
  public boolean accepts() {
    return !owner().isShutdown();
  }

  private TaskExecutor owner() {
    return Objects.requireNonNull(executor, "not opened");
  }
}
