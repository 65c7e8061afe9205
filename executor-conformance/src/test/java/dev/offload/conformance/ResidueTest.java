package dev.offload.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules W4 and W5 are measured with finds what hangs on a future. */
class ResidueTest {
  @Test
  void residue_ofAFutureWithListeners_countsEach(@TempDir Path directory) {
    ExecutorConfig config = ExecutorConfig.defaults().withBackend("plain").withWorkers(1);
    try (TaskExecutor executor = TaskExecutor.open(config); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, gate);
      future.addListener(() -> { }, Runnable::run);
      int before = Residue.of(future);

      for (int i = 0; i < 10; i++) {
        future.addListener(() -> { }, Runnable::run);
      }
      int withListeners = Residue.of(future);
      var completed = TaskFutures.<String>asCompleted(List.of(future));
      int withAnIteration = Residue.of(future);
      completed.close();

      assertTrue(withListeners >= before + 10, () -> before + " objects, then " + withListeners);
      assertTrue(withAnIteration > withListeners);
      assertEquals(withListeners, Residue.of(future));
    }
  }
}
