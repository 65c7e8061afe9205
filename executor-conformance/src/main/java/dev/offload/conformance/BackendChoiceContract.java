package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.spi.BackendProvider;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where settings come from, and how the backend is found: rule E8. */
public interface BackendChoiceContract extends ContractSubject {
  /** The file in which backends are listed for {@link java.util.ServiceLoader}. */
  String SERVICES = "META-INF/services/" + BackendProvider.class.getName();

  @Test
  @DisplayName("E8: builder over system property over file over default")
  default void load_settingsOfSeveralSources_takesTheStrongest(@TempDir Path directory) {
    int byDefault = ExecutorConfig.defaults().workers();
    try (Surroundings around = new Surroundings()) {
      int withNothing = ExecutorConfig.load().workers();
      around.resource(directory, "offload.properties", "workers = 31\nqueueLimit = 32\nidleTimeout = 33s\n");
      around.property("offload.queueLimit", "42");
      around.property("offload.idleTimeout", "43s");

      ExecutorConfig config = ExecutorConfig.builder().idleTimeout(Duration.ofSeconds(53)).build();

      assertEquals(byDefault, withNothing);
      assertEquals(31, config.workers());
      assertEquals(OptionalInt.of(42), config.queueLimit());
      assertEquals(Duration.ofSeconds(53), config.idleTimeout());
    }
  }

  @Test
  @DisplayName("E8: environment over file, system property over environment")
  default void load_settingsFromTheEnvironment_standBetween(@TempDir Path directory) {
    Marker settings = Marker.in(directory);
    Path output = directory.resolve("output");
    try (Surroundings around = new Surroundings()) {
      around.resource(directory, "offload.properties", "workers = 31\nqueueLimit = 32\n");
    }
    List<String> options = List.of("-Doffload.idleTimeout=43s",
        "-cp", directory + File.pathSeparator + System.getProperty("java.class.path"));
    Map<String, String> environment = Map.of("OFFLOAD_QUEUE_LIMIT", "62", "OFFLOAD_IDLE_TIMEOUT", "63s");

    Process program = Program.start(options, environment, output, "settings", directory.resolve("gate").toString(), settings.path());

    assertEquals("", Program.awaitEnd(program, output));
    assertEquals(List.of("31 OptionalInt[62] PT43S"), settings.lines());
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E8: the backend is chosen by the word in the configuration, wherever it stands")
  default void open_withTheBackendInASystemProperty_findsIt() {
    String name = provider().name();
    try (Surroundings around = new Surroundings()) {
      around.property("offload.backend", name);
      config().options().forEach((key, value) -> around.property("offload." + key, value));

      ExecutorConfig loaded = ExecutorConfig.builder().workers(1).build();

      assertEquals(Optional.of(name), loaded.backend());
      try (TaskExecutor executor = TaskExecutor.open(loaded)) {
        assertEquals(Optional.of(name), executor.config().backend());
        assertEquals(provider().capabilities(config()), executor.capabilities());
        assertEquals(1, valueOf(executor.submit(() -> 1)));
      }
    }
  }

  @Test
  @DisplayName("E8: an unknown backend is an error that lists what was found")
  default void open_withAnUnknownBackend_listsWhatWasFound() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> TaskExecutor.open(config().withBackend("nowhere")).close());

    assertMentions(messageOf(refusal), "nowhere", provider().name(), provider().getClass().getName());
  }

  @Test
  @DisplayName("E8: several candidates and no choice is an error that lists them")
  default void open_withSeveralBackendsAndNoChoice_listsThem(@TempDir Path directory) {
    String name = provider().name();
    try (Surroundings around = new Surroundings()) {
      around.resource(directory, SERVICES, OtherProvider.class.getName());

      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> TaskExecutor.open(ExecutorConfig.defaults()).close());

      assertMentions(messageOf(refusal), name, OtherProvider.NAME, "offload.backend");
    }
  }

  @Test
  @DisplayName("E8: no candidate is an error that says so")
  default void open_withoutAnyBackend_saysSo() {
    ExecutorConfig config = ExecutorConfig.defaults().withBackend(provider().name());
    try (Surroundings around = new Surroundings()) {
      around.without(SERVICES);

      IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> TaskExecutor.open(config).close());

      assertMentions(messageOf(refusal), "none on the class path", "backend-threads");
    }
  }
}
