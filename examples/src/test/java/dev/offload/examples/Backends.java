package dev.offload.examples;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import java.util.List;

/** The backends that every example is tested on. */
public final class Backends {
  /** All that are on the class path; {@code BackendsTest} holds it to that. */
  public static final List<String> ALL = List.of("processes", "threads");

  private Backends() {}

  /** For {@code @MethodSource}. */
  public static List<String> all() {
    return ALL;
  }

  /** A configuration that looks at nothing outside the test. */
  public static ExecutorConfig config(String backend) {
    return ExecutorConfig.defaults().withBackend(backend).withWorkers(2);
  }

  /** Tells whether workers of the backend have static fields of their own. */
  public static boolean isolates(String backend) {
    try (TaskExecutor executor = TaskExecutor.open(config(backend))) {
      return executor.capabilities().contains(Capability.ISOLATES);
    }
  }
}
