package dev.offload.conformance;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.ExecutorConfigBuilder;
import dev.offload.TaskExecutor;
import dev.offload.spi.BackendProvider;
import dev.offload.spi.Backends;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The backend under test. Only {@link #config()} has to be given; the package documentation says how to bind the suite. */
@ExtendWith(ContractExtension.class)
public interface ContractSubject {
  /**
   * Longest wait for something that has to happen. Reached only where it does not, so it is generous: 60 s (a JVM that starts within
   * a second may need half a minute on a machine with twenty times too much to do), or what the system property
   * {@code conformance.patienceSeconds} says.
   */
  Duration PATIENCE = Duration.ofSeconds(Long.getLong("conformance.patienceSeconds", 60));

  /** How often a race between two threads is run: 10,000 times, in brief 2,000. */
  int RACES = Extent.times(2_000, 10_000, 10_000);

  /** How often a round of many futures is run. */
  int ROUNDS = 1_000;

  /** A configuration that names the backend. Tests change workers, queue and the like, and leave its options as they are. */
  ExecutorConfig config();

  /**
   * A configuration in which tasks, results and failures are copied (rules C5, C6, R4): that of the backend itself where it isolates,
   * and the option that does the same where it shares. Empty: the tests that need it are skipped.
   */
  default Optional<ExecutorConfig> copyingConfig() {
    return has(Capability.ISOLATES) ? Optional.of(config()) : Optional.empty();
  }

  /** A configuration with a worker's heap so small that a task exhausts it quickly (rule R8). */
  default ExecutorConfig smallHeapConfig() {
    return config();
  }

  /**
   * A configuration whose workers leave the reports of their crashes in {@code directory}, and have so little of heap, metaspace and
   * address space (4 GB, at a stack of 64 MiB for each thread) that a task uses it up quickly. A worker that is silent when it is due to
   * begin is given up after a few seconds. For the parts of the suite about faults.
   */
  default ExecutorConfig confinedConfig(Path directory) {
    return smallHeapConfig();
  }

  /** A configuration in which no worker can start, for example with a wrong path (rule E3). Empty: the tests are skipped. */
  default Optional<ExecutorConfig> brokenConfig() {
    return Optional.empty();
  }

  /** Opens an executor; every test opens its own through this. */
  default TaskExecutor open(ExecutorConfig config) {
    return TaskExecutor.open(config);
  }

  /** Opens an executor with up to two workers. */
  default TaskExecutor open() {
    return open(2);
  }

  /** Opens an executor with up to {@code workers} workers. */
  default TaskExecutor open(int workers) {
    return open(config().withWorkers(workers));
  }

  /** Opens an executor with up to two workers and what else {@code change} sets. */
  default TaskExecutor open(UnaryOperator<ExecutorConfigBuilder> change) {
    return open(change.apply(config().withWorkers(2).toBuilder()).build());
  }

  /** Opens an executor that copies what passes through it, or skips the test where the backend has none. */
  default TaskExecutor openCopying(int workers) {
    Optional<ExecutorConfig> copying = copyingConfig();
    assumeTrue(copying.isPresent(), () -> "backend \"" + provider().name() + "\" has neither the capability "
        + Capability.ISOLATES + " nor, in this binding, a copyingConfig()");
    return open(copying.orElseThrow().withWorkers(workers));
  }

  /** Tells whether the backend has a capability. */
  default boolean has(Capability capability) {
    return provider().capabilities(config()).contains(capability);
  }

  /** Skips the test where a capability is missing, and says which. */
  default void requires(Capability... capabilities) {
    for (Capability capability : capabilities) {
      assumeTrue(has(capability), () -> "backend \"" + provider().name() + "\" has no capability " + capability);
    }
  }

  /** Skips the test where the backend has a capability that makes its subject impossible. */
  default void requiresNo(Capability capability) {
    assumeTrue(!has(capability), () -> "backend \"" + provider().name() + "\" has the capability " + capability
        + ", which another test of this rule is for");
  }

  /** Proved in each class that is bound, so that no part of the contract is tried on the wrong backend. */
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("C6: a task on a worker with a heap of its own runs in another process")
  default void task_onAWorkerWithItsOwnHeap_runsInAnotherProcess() {
    requires(Capability.OWN_HEAP);
    try (TaskExecutor executor = open(1)) {
      long pid = Outcomes.valueOf(executor.submit(Tasks::pid));

      assertNotEquals(Tasks.pid(), pid);
    }
  }

  /** The provider of the backend that {@link #config()} names. */
  default BackendProvider provider() {
    return Backends.find(config());
  }
}
