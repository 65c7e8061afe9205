package dev.offload.threads;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.spi.BackendProvider;
import dev.offload.spi.OptionReader;
import java.util.Set;

/** The backend {@code threads}: tasks run on threads of this JVM and share its heap; a task that ignores its interrupt goes on. */
public final class ThreadsProvider implements BackendProvider {
  static final String NAME = "threads";
  static final Set<Capability> CAPABILITIES = Set.of(Capability.CONCURRENT, Capability.SHARES_MEMORY);

  /** For {@link java.util.ServiceLoader}. */
  public ThreadsProvider() {}

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
    return ThreadsOptions.KEYS;
  }

  @Override
  public TaskExecutor create(ExecutorConfig config) {
    return ThreadsExecutor.open(config, ThreadsOptions.from(OptionReader.of(config, NAME)));
  }
}
