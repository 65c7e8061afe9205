package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackendsTest {
  @Test
  @DisplayName("E8: with no backend on the class path, open says so and what to add")
  void open_withoutAnyBackend_saysWhatToAdd() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TaskExecutor.open(ExecutorConfig.defaults()));

    assertTrue(e.getMessage().contains("there is none on the class path"), e.getMessage());
    assertTrue(e.getMessage().contains("backend-threads"), e.getMessage());
  }

  @Test
  void matches_takesAStarForAnyEnding() {
    assertTrue(Backends.matches("processes.heapMb", "processes.heapMb"));
    assertFalse(Backends.matches("processes.heapMb", "processes.heapMbs"));
    assertTrue(Backends.matches("processes.env.*", "processes.env.PATH"));
    assertFalse(Backends.matches("processes.env.*", "processes.env."));
  }
}
