package dev.offload.conformance.direct;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.spi.AbstractTaskExecutor;
import dev.offload.spi.BackendProvider;
import dev.offload.spi.Worker;
import java.util.Set;

/** The smallest backend there can be: tasks run in the thread that submits them. Written from the documentation of the spi alone. */
public final class DirectProvider implements BackendProvider {
  /** For {@link java.util.ServiceLoader}. */
  public DirectProvider() {}

  @Override
  public String name() {
    return "direct";
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
    DirectExecutor executor = new DirectExecutor(config);
    executor.open();
    return executor;
  }

  private static final class DirectExecutor extends AbstractTaskExecutor {
    DirectExecutor(ExecutorConfig config) {
      super(config, Set.of());
    }

    void open() {
      opened();
    }

    @Override
    protected Worker newWorker(int number) {
      return new DirectWorker(number, config().initializer());
    }
  }
}
