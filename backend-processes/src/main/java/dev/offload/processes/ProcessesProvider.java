package dev.offload.processes;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.spi.BackendProvider;
import dev.offload.spi.OptionReader;
import java.util.Set;

/** The backend {@code processes}: tasks run in child JVMs, each with a heap of its own, and can be killed. */
public final class ProcessesProvider implements BackendProvider {
  static final String NAME = "processes";
  static final Set<Capability> CAPABILITIES = Set.of(Capability.values());

  /** For {@link java.util.ServiceLoader}. */
  public ProcessesProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Set<String> optionKeys() {
    return ProcessesOptions.KEYS;
  }

  @Override
  public TaskExecutor create(ExecutorConfig config) {
    return ProcessesExecutor.open(config, ProcessesOptions.from(OptionReader.of(config, NAME), config.workers()));
  }
}
