package dev.offload.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What depends on the programs of a system. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class RunningCommandTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  /** Long enough for a shell to start and print on any machine. */
  static final Duration LONG = Duration.ofSeconds(5);

  @Test
  @DisplayName("X1: a program that sleeps is ended by its time, and tells what it had printed")
  void timeout_ofASleeper_hasItsOutput() {
    CommandTimeoutException failure = assertThrows(CommandTimeoutException.class,
        () -> Command.of("sh", "-c", "echo begun; exec sleep 60").timeout(LONG).run());

    assertEquals("begun\n", failure.soFar().stdout());
    assertEquals(128 + 9, failure.soFar().exitCode());
    assertEquals(LONG, failure.timeout());
  }

  @Test
  @DisplayName("X1: a listener that throws ends the program, also one that prints nothing more")
  void listener_thatThrows_endsTheProgram() throws Exception {
    RunningCommand running = Command.of("sh", "-c", "echo line; exec sleep 60").streamTo(line -> {
      throw new IOException("no more " + line);
    }).start();

    IllegalStateException failure = assertThrows(IllegalStateException.class, running::communicate);

    assertEquals("no more line", failure.getCause().getMessage());
    assertTrue(running.poll().isPresent());
  }

  @Test
  @DisplayName("X1: bytes go in and come out as they are, more of them than a pipe holds, and text in the charset of the system")
  void output_largerThanAPipe_isWhole() throws Exception {
    byte[] bytes = new byte[1 << 20];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }

    assertArrayEquals(bytes, Command.of("cat").input(bytes).run().stdoutBytes());
    assertEquals("grün", Command.of("cat").input("grün").run().stdout());
    assertArrayEquals("grün".getBytes(Command.SYSTEM_CHARSET), Command.of("cat").input("grün").run().stdoutBytes());
  }

  @Test
  @DisplayName("X1: a program that does not want its input, and one that cannot be started, are told as they are")
  void program_thatEndsEarly_isNoFailure() throws Exception {
    assertEquals(0, Command.of("true").input(new byte[1 << 20]).run().exitCode());
    assertTrue(assertThrows(IOException.class, () -> Command.of("cat").pipe(Command.of("no-such-program")).run())
        .getMessage().contains("cat | no-such-program"));
    assertThrows(IllegalArgumentException.class, () -> Command.of(""));
    assertThrows(IllegalArgumentException.class, () -> Command.of("true").timeout(Duration.ZERO));
  }

  @Test
  @DisplayName("X1: signals reach a program that runs; one that has ended gets none")
  void signal_toAProgram_endsIt() throws Exception {
    try (RunningCommand sleeping = Command.of("sleep", "60").start()) {
      sleeping.signal("ALRM");
      assertTrue(sleeping.waitFor(Duration.ofSeconds(30)));
      assertEquals(128 + 14, sleeping.poll().getAsInt());
      assertThrows(IOException.class, () -> sleeping.signal("ALRM"));
    }
    try (RunningCommand sleeping = Command.of("sleep", "60").start()) {
      assertThrows(IOException.class, () -> sleeping.signal("NONSENSE"));
      assertFalse(sleeping.waitFor(SHORT));
    }
  }

  @Test
  @DisplayName("X1: what a program prints when it is asked to end is not lost, nor is its result")
  void communicate_afterTerminate_hasTheLastWords() throws Exception {
    Command stubborn = Command.of("sh", "-c", "trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
    try (RunningCommand running = stubborn.start()) {
      assertEquals('r', running.stdout().read());
      running.terminate();

      CommandResult result = running.communicate();

      assertEquals(3, result.exitCode());
      assertEquals("eady\nbye\n", result.stdout());
    }
  }

  @Test
  @DisplayName("X1: a command cannot be changed: each method gives another one")
  void command_withMore_isAnotherOne() {
    Command plain = Command.of("printenv", "GREETING");

    Command greeting = plain.env("GREETING", "hello").check();

    assertEquals(1, run(plain).exitCode());
    assertEquals("hello\n", run(greeting).stdout());
    assertEquals(List.of("printenv", "GREETING"), run(plain).args());
    assertEquals("\"printenv GREETING\"", plain.toString());
  }

  private static CommandResult run(Command command) {
    try {
      return command.run();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
