package dev.offload.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  static List<String> names() {
    return List.copyOf(Examples.commandLine().getSubcommands().keySet());
  }

  @Test
  void noArgument_listsEachExampleOnALine() {
    CommandRun run = CommandRun.of();

    assertEquals(0, run.status());
    for (String name : names()) {
      assertEquals(1, run.out().lines().filter(line -> line.strip().startsWith(name + " ")).count(), name);
    }
  }

  @Test
  void unknownExample_isOneLineThatListsTheKnown() {
    assertFailsInOneLine(CommandRun.of("nosuch"), "examples/run: unknown example \"nosuch\"; known are " + String.join(", ", names()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void unknownBackend_isOneLine(String name) {
    assertFailsInOneLine(CommandRun.of(name, "--backend", "nosuch"),
        "examples/run " + name + ": backend \"nosuch\" is not on the class path; found: ");
  }

  @ParameterizedTest
  @MethodSource("names")
  void workers_zero_isOneLine(String name) {
    assertFailsInOneLine(CommandRun.of(name, "--backend", "threads", "--workers", "0"),
        "examples/run " + name + ": workers must be >= 1, was 0");
  }

  @ParameterizedTest
  @MethodSource("names")
  void workers_noNumber_isOneLine(String name) {
    assertFailsInOneLine(CommandRun.of(name, "--workers", "many"),
        "examples/run " + name + ": Invalid value for option '--workers': 'many' is not an int");
  }

  @ParameterizedTest
  @MethodSource("names")
  void unknownOption_isOneLine(String name) {
    assertFailsInOneLine(CommandRun.of(name, "--nosuch"), "examples/run " + name + ": Unknown option: '--nosuch'");
  }

  @ParameterizedTest
  @MethodSource("names")
  void help_tellsTheOptions(String name) {
    CommandRun run = CommandRun.of(name, "--help");

    assertEquals(0, run.status());
    assertTrue(run.out().contains("--backend"), run.out());
  }

  @OnEveryBackend
  void example_runsFromTheCommandLine(String backend) {
    CommandRun run = CommandRun.of("four-maps", "--backend", backend, "--workers", "1");

    assertEquals("", run.err());
    assertEquals(0, run.status());
    assertTrue(run.out().contains("imap           [200, 400]"), run.out());
  }

  private static void assertFailsInOneLine(CommandRun run, String beginning) {
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith(beginning), run.err());
    assertEquals("", run.out());
    assertEquals(2, run.status());
  }
}
