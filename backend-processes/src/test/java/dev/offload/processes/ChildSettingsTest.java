package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.BrokenExecutorException;
import dev.offload.TaskExecutor;
import dev.offload.TaskTransferException;
import java.awt.Point;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildSettingsTest {
  @TempDir private Path directory;

  @Test
  void settings_reachTheChild() throws Exception {
    try (TaskExecutor executor = Processes.open(settings -> settings
        .option("processes.heapMb", "48")
        .option("processes.jvmArgs", "-Dfirst=1 \"-Dsecond=with space\"")
        .option("processes.env.OFFLOAD_TEST_VARIABLE", "from the test")
        .option("processes.workingDirectory", directory.toString()))) {
      assertTrue(executor.submit(() -> Runtime.getRuntime().maxMemory()).get() <= 48 << 20);
      assertEquals("1", executor.submit(() -> System.getProperty("first")).get());
      assertEquals("with space", executor.submit(() -> System.getProperty("second")).get());
      assertEquals("from the test", executor.submit(() -> System.getenv("OFFLOAD_TEST_VARIABLE")).get());
      assertEquals(directory.toRealPath().toString(),
          executor.submit(() -> Path.of("").toRealPath().toString()).get());
    }
  }

  @Test
  void child_inheritsNoOptionsOfOtherJvms() throws Exception {
    try (TaskExecutor executor = Processes.open()) {
      assertEquals("none", executor.submit(() -> String.valueOf(System.getenv().getOrDefault("JAVA_TOOL_OPTIONS", "none"))).get());
    }
  }

  @ParameterizedTest
  @CsvSource({
      "processes.java, /nowhere/java, /nowhere/java",
      "processes.jvmArgs, -XX:+NoSuchOption, NoSuchOption",
      "processes.jvmArgs, -Xmx999999g, ''"
  })
  void child_thatCannotStart_breaksTheExecutorWithTheReason(String key, String value, String reason) {
    try (TaskExecutor executor = Processes.open(settings -> settings.option(key, value))) {
      ExecutionException e = assertThrows(ExecutionException.class, () -> executor.submit(() -> 1).get());

      BrokenExecutorException broken = assertInstanceOf(BrokenExecutorException.class, e.getCause());
      assertTrue(broken.getMessage().contains(reason), broken.getMessage());
      assertThrows(BrokenExecutorException.class, () -> executor.submit(() -> 1));
    }
  }

  @Test
  void child_thatDoesNotConnectInTime_breaksTheExecutor() {
    try (TaskExecutor executor = Processes.open(
        settings -> settings.option("processes.startTimeout", "1ms").maxStartFailures(1))) {
      ExecutionException e = assertThrows(ExecutionException.class, () -> executor.submit(() -> 1).get());

      assertTrue(e.getCause().getMessage().contains("did not connect within 1 ms"), e.getCause().getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
      "processes.heapMb, 15, processes.heapMb must be >= 16",
      "processes.heapMb, many, processes.heapMb must be a whole number",
      "processes.output, nowhere, 'processes.output must be forward, inherit or discard'",
      "processes.startTimeout, 0ms, processes.startTimeout must be >= 1 ms",
      "processes.maxMessageMb, 0, processes.maxMessageMb must be >= 1",
      "processes.maxMessageMb, 1025, processes.maxMessageMb must be >= 1 and <= 1024",
      "processes.workingDirectory, /no/such/place, processes.workingDirectory must be a directory",
      "processes.classDataArchive, '0n', 'processes.classDataArchive must be auto or off'",
      "processes.heap, 64, unknown option processes.heap"
  })
  void setting_outOfRange_isRefusedAtOpen(String key, String value, String text) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
        () -> Processes.open(settings -> settings.option(key, value)).close());

    assertTrue(e.getMessage().contains(text), e.getMessage());
    assertTrue(e.getMessage().contains(key.endsWith("heap") ? "heapMb" : value.replaceAll("\\D", "")), e.getMessage());
  }

  @Test
  void message_overTheLimit_failsItsOwnTaskOnly() throws Exception {
    try (TaskExecutor executor = Processes.open(settings -> settings.option("processes.maxMessageMb", "1"))) {
      byte[] big = new byte[2 << 20];
      ExecutionException argument = assertThrows(ExecutionException.class, () -> executor.submit(it -> it.length, big).get());
      ExecutionException result = assertThrows(ExecutionException.class, () -> executor.submit(() -> new byte[2 << 20]).get());

      assertInstanceOf(TaskTransferException.class, argument.getCause());
      assertInstanceOf(TaskTransferException.class, result.getCause());
      assertEquals(1, executor.submit(() -> 1).get());
    }
  }

  @Test
  void class_notAllowed_isRefused() throws Exception {
    try (TaskExecutor executor = Processes.open(
        settings -> settings.option("processes.allowedClasses", "dev.offload.processes.ChildSettingsTest"))) {
      ExecutionException e = assertThrows(ExecutionException.class,
          () -> executor.submit(point -> point.x, new Point(1, 2)).get());

      assertInstanceOf(TaskTransferException.class, e.getCause());
      assertTrue(e.getCause().getMessage().contains("java.awt.Point"), e.getCause().getMessage());
      assertEquals(2, executor.submit(number -> number + 1, 1).get());
    }
  }
}
