package dev.offload.conformance;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.spi.BackendProvider;
import java.util.Set;

/** A backend beside the one under test, to be found and not to be used (rule E8). */
public final class OtherProvider implements BackendProvider {
  static final String NAME = "other";

  /** For {@link java.util.ServiceLoader}. */
  public OtherProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Set<String> optionKeys() {
    return Set.of();
  }

  @Override
  public TaskExecutor create(ExecutorConfig config) {
    throw new UnsupportedOperationException("this backend is only there to be found");
  }
}
