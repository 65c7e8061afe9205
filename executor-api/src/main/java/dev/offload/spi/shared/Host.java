package dev.offload.spi.shared;

import dev.offload.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What shared objects need of their executor. Any thread. */
public interface Host {
  /** How values lie in them. */
  Items items();

  /**
   * Refuses memory where workers have none in common with this JVM.
   *
   * @throws UnsupportedOperationException if so
   */
  void ensureSharesMemory();

  /** Where workers in other JVMs find shared memory; empty if there are none. */
  Optional<Path> memoryDirectory();

  /** Runs code of the user, which may take its time, in a thread of its own. */
  void execute(Runnable foreign);

  /** Does something later, in a thread that must not be blocked; not any more once the executor has ended. */
  void later(Duration delay, Runnable action);

  /** Submits a task. */
  void submit(Action task);

  /** Tells whether tasks are accepted, as long as there is room for them. */
  boolean accepts();
}
