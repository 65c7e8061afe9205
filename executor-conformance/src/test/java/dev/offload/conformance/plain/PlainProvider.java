package dev.offload.conformance.plain;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.spi.BackendProvider;
import dev.offload.spi.OptionReader;
import java.util.Set;

/** A backend on which the suite itself is tried: a thread for each worker and, with {@code plain.copy}, Java serialization between. */
public final class PlainProvider implements BackendProvider {
  static final Set<Capability> CAPABILITIES = Set.of(Capability.CONCURRENT, Capability.SHARES_MEMORY);

  /** For {@link java.util.ServiceLoader}. */
  public PlainProvider() {}

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Set<String> optionKeys() {
    return Set.of("copy", "unstartable");
  }

  @Override
  public TaskExecutor create(ExecutorConfig config) {
    OptionReader options = OptionReader.of(config, name());
    PlainExecutor executor = new PlainExecutor(config, options.flag("copy"), options.flag("unstartable"));
    executor.open();
    return executor;
  }
}
