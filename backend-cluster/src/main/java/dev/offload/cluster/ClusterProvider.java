package dev.offload.cluster;

import com.google.common.collect.Sets;
import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.spi.BackendProvider;
import dev.offload.spi.OptionReader;
import java.util.Set;

/** The backend {@code cluster}: tasks run on the nodes of an Apache Ignite cluster, there on threads or in child JVMs. */
public final class ClusterProvider implements BackendProvider {
  static final String NAME = "cluster";
  private static final Set<Capability> ON_THREADS = Sets.immutableEnumSet(Capability.CONCURRENT, Capability.ISOLATES);
  private static final Set<Capability> IN_PROCESSES = Sets.immutableEnumSet(Capability.CONCURRENT, Capability.ISOLATES,
      Capability.STOPS_TASKS, Capability.SURVIVES_CRASHES, Capability.OWN_HEAP, Capability.CAPTURES_OUTPUT);

  /** For {@link java.util.ServiceLoader}. */
  public ClusterProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  /** What it can do with whatever nodes. */
  @Override
  public Set<Capability> capabilities() {
    return ON_THREADS;
  }

  @Override
  public Set<Capability> capabilities(ExecutorConfig config) {
    return capabilitiesOn(options(config).nodeBackend());
  }

  static Set<Capability> capabilitiesOn(String nodeBackend) {
    return nodeBackend.equals("processes") ? IN_PROCESSES : ON_THREADS;
  }

  @Override
  public Set<String> optionKeys() {
    return ClusterOptions.KEYS;
  }

  @Override
  public TaskExecutor create(ExecutorConfig config) {
    return ClusterExecutor.open(config, options(config));
  }

  private static ClusterOptions options(ExecutorConfig config) {
    return ClusterOptions.from(OptionReader.of(config, NAME));
  }
}
