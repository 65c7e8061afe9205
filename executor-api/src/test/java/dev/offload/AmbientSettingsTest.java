package dev.offload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AmbientSettingsTest {
  private static final List<String> KEYS = List.of("backend", "workers", "prestart", "queueLimit", "queuePolicy",
      "maxTasksPerWorker", "idleTimeout", "cancelGrace", "maxStartFailures", "processes.heapMb", "processes.env.*");

  @Test
  @DisplayName("E8: a system property counts more than the environment, and that more than the file")
  void sources_areLaidOverEachOther() {
    ExecutorConfig config = read(
        properties("workers", "1", "cancelGrace", "7s", "backend", "file"),
        Map.of("OFFLOAD_WORKERS", "2", "OFFLOAD_BACKEND", "environment"),
        properties("offload.workers", "3"));

    assertEquals(3, config.workers());
    assertEquals("environment", config.backend().orElseThrow());
    assertEquals(Duration.ofSeconds(7), config.cancelGrace());
  }

  @Test
  void everySetting_canBeAVariable() {
    ExecutorConfig config = read(new Properties(), Map.of(
        "OFFLOAD_QUEUE_LIMIT", "10",
        "OFFLOAD_QUEUE_POLICY", "reject",
        "OFFLOAD_MAX_TASKS_PER_WORKER", "5",
        "OFFLOAD_IDLE_TIMEOUT", "500ms",
        "OFFLOAD_PRESTART", "true",
        "OFFLOAD_MAX_START_FAILURES", "9",
        "OFFLOAD_PROCESSES_HEAP_MB", "64",
        "OFFLOAD_PROCESSES_ENV_MY_VAR", "x",
        "HOME", "untouched"), new Properties());

    assertEquals(10, config.queueLimit().getAsInt());
    assertEquals(QueuePolicy.REJECT, config.queuePolicy());
    assertEquals(5, config.maxTasksPerWorker().getAsInt());
    assertEquals(Duration.ofMillis(500), config.idleTimeout());
    assertTrue(config.prestart());
    assertEquals(9, config.maxStartFailures());
    assertEquals(Map.of("processes.heapMb", "64", "processes.env.MY_VAR", "x"), config.options());
  }

  @Test
  @DisplayName("C9: an unknown key is refused with its source and the list of known ones")
  void unknownKey_isRefused() {
    for (Runnable reading : List.<Runnable>of(
        () -> read(properties("worker", "1"), Map.of(), new Properties()),
        () -> read(new Properties(), Map.of("OFFLOAD_WORKER", "1"), new Properties()),
        () -> read(new Properties(), Map.of(), properties("offload.worker", "1")))) {
      IllegalArgumentException e = assertThrows(IllegalArgumentException.class, reading::run);
      assertTrue(e.getMessage().contains("unknown setting"), e.getMessage());
      assertTrue(e.getMessage().contains("workers, prestart"), e.getMessage());
    }
  }

  @Test
  @DisplayName("C9: a text that does not fit is refused with parameter and value")
  void badText_isRefused() {
    assertRefused("workers", "two", "workers must be a whole number, was two");
    assertRefused("workers", "0", "workers must be >= 1, was 0");
    assertRefused("prestart", "yes", "prestart must be true or false, was yes");
    assertRefused("queuePolicy", "drop", "queuePolicy must be block or reject, was drop");
    assertRefused("idleTimeout", "soon", "idleTimeout must be a duration");
    assertRefused("idleTimeout", "0s", "idleTimeout must be >= 1 ms, was PT0S");
    assertRefused("cancelGrace", "PT-1S", "cancelGrace must be >= 0 ms, was PT-1S");
    assertRefused("queueLimit", "0", "queueLimit must be >= 1, was 0");
    assertRefused("maxTasksPerWorker", "0", "maxTasksPerWorker must be >= 1, was 0");
    assertRefused("maxStartFailures", "0", "maxStartFailures must be >= 1, was 0");
  }

  private static void assertRefused(String key, String value, String text) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
        () -> read(new Properties(), Map.of(), properties("offload." + key, value)));
    assertTrue(e.getMessage().contains(text), e.getMessage());
  }

  private static ExecutorConfig read(Properties file, Map<String, String> environment, Properties properties) {
    ExecutorConfigBuilder builder = new ExecutorConfigBuilder();
    AmbientSettings.of(KEYS, file, environment, properties).applyTo(builder);
    return builder.build();
  }

  private static Properties properties(String... pairs) {
    Properties properties = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty(pairs[i], pairs[i + 1]);
    }
    return properties;
  }
}
