package dev.offload.examples;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.conformance.Extent;
import java.util.List;

/** The backends that every example is tested on. */
public final class Backends {
  /** All that are on the class path; {@code BackendsTest} holds it to that. */
  public static final List<String> ALL = List.of("cluster", "processes", "threads");

  private Backends() {}

  /** Those of this build, for {@code @MethodSource}: all but the cluster, which takes longest, where it is brief. */
  public static List<String> ofThisBuild() {
    return ALL.stream().filter(name -> Extent.current() != Extent.BRIEF || !name.equals("cluster")).toList();
  }

  /** A configuration that looks at nothing outside the test. */
  public static ExecutorConfig config(String backend) {
    return ExecutorConfig.defaults().withBackend(backend).withWorkers(2);
  }

  /** Tells whether a backend, configured like that, lacks a capability. */
  public static boolean isWithout(Capability capability, String backend) {
    ExecutorConfig config = config(backend);
    return !dev.offload.spi.Backends.find(config).capabilities(config).contains(capability);
  }
}
