package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.TaskExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A task may leave a thread behind that interrupts the worker's. */
class ForeignInterruptTest {
  @Test
  @DisplayName("R3: an interrupt that comes between two tasks does not end the worker's thread")
  void interrupt_betweenTasks_isForgotten() throws Exception {
    try (TaskExecutor executor = Processes.open()) {
      long pid = executor.submit(ForeignInterruptTest::leaveInterrupter).get();

      for (int i = 0; i < 100; i++) {
        int number = i;
        assertEquals(number, executor.submit(() -> number).get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      }
      assertEquals(pid, executor.submit(() -> ProcessHandle.current().pid()).get());
    }
  }

  private static long leaveInterrupter() {
    Thread worker = Thread.currentThread();
    Thread interrupter = new Thread(() -> {
      for (int i = 0; i < 1_000; i++) {
        worker.interrupt();
        Thread.yield();
      }
    });
    interrupter.setDaemon(true);
    interrupter.start();
    return ProcessHandle.current().pid();
  }
}
