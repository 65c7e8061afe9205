package dev.offload.spi;

import dev.offload.ExecutorConfigBuilder;
import dev.offload.spi.ScriptedExecutor.ScriptedWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The executors of one test, which have to terminate after it. One that fails half-way leaves jobs that nobody ends: their workers die, so
 * that it does not hang.
 */
final class ScriptedExecutors implements AfterEachCallback {
  private final List<ScriptedExecutor> opened = new ArrayList<>();

  /** One with the settings; each worker does {@code onStart} when it is to start. */
  ScriptedExecutor open(UnaryOperator<ExecutorConfigBuilder> settings, Consumer<ScriptedWorker> onStart) {
    ScriptedExecutor executor = ScriptedExecutor.open(settings, onStart);
    opened.add(executor);
    return executor;
  }

  /** One whose workers are ready at once. */
  ScriptedExecutor open(UnaryOperator<ExecutorConfigBuilder> settings) {
    return open(settings, ScriptedWorker::announce);
  }

  /** Ends them, whatever their workers still have. */
  void abandon() {
    for (ScriptedExecutor executor : opened) {
      executor.shutdownNow();
      executor.workers.forEach(ScriptedWorker::die);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      abandon();
    }
    opened.forEach(ScriptedExecutor::close);
  }
}
