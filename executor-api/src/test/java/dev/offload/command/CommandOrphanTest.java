package dev.offload.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.spi.Offspring;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Processes that a command leaves behind. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CommandOrphanTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("X1: a time-out ends also what is nobody's child any more")
  void timeout_withAnOrphan_endsIt() {
    CommandTimeoutException failure = assertThrows(CommandTimeoutException.class,
        () -> Command.of("sh", "-c", "sh -c 'sleep 60 & echo $!'; sleep 60").timeout(RunningCommandTest.LONG).run());

    long orphan = Long.parseLong(failure.soFar().stdout().strip());
    assertFalse(ProcessHandle.of(orphan).filter(Offspring::isRunning).isPresent(), () -> orphan + " is alive");
  }

  @Test
  @DisplayName("X1: what a program leaves running behind is not waited for, though it holds the output open")
  void orphan_ofAProgramThatEnded_isNotWaitedFor() throws Exception {
    CommandResult result = Command.of("sh", "-c", "sleep 60 & echo $!").timeout(RunningCommandTest.LONG.multipliedBy(6)).run();

    ProcessHandle left = ProcessHandle.of(Long.parseLong(result.stdout().strip())).orElseThrow();
    assertTrue(left.destroyForcibly());
    assertEquals(0, result.exitCode());
  }
}
