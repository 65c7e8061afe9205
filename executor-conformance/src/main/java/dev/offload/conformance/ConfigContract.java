package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.offload.ExecutorConfig;
import dev.offload.ExecutorConfigBuilder;
import dev.offload.MapOptions;
import dev.offload.TaskExecutor;
import dev.offload.TaskOptions;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Settings that are refused: rule C9. */
public interface ConfigContract extends ContractSubject {
  private void assertRefused(UnaryOperator<ExecutorConfigBuilder> change, String parameter, String bound, String given) {
    assertRefused(() -> open(change).close(), parameter, bound, given);
  }

  private static void assertRefused(Executable construction, String parameter, String bound, String given) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, construction);
    assertMentions(messageOf(refusal), parameter, ">= " + bound, "was " + given);
  }

  @Test
  @DisplayName("C9: workers under 1 are refused at construction: parameter, relation, bound, value")
  default void open_withoutWorkers_isRefused() {
    assertRefused(config -> config.workers(0), "workers", "1", "0");
    assertRefused(config -> config.workers(-5), "workers", "1", "-5");
  }

  @Test
  @DisplayName("C9: every other number and time out of its bounds is refused at construction")
  default void open_withASettingOutOfBounds_isRefused() {
    assertRefused(config -> config.queueLimit(0), "queueLimit", "1", "0");
    assertRefused(config -> config.maxTasksPerWorker(0), "maxTasksPerWorker", "1", "0");
    assertRefused(config -> config.maxStartFailures(0), "maxStartFailures", "1", "0");
    assertRefused(config -> config.idleTimeout(Duration.ZERO), "idleTimeout", "1", "PT0S");
    assertRefused(config -> config.cancelGrace(Duration.ofMillis(-1)), "cancelGrace", "0", "PT-0.001S");
  }

  @Test
  @DisplayName("C9: options of tasks and maps out of their bounds are refused where they are made")
  default void options_outOfBounds_areRefused() {
    assertRefused(() -> TaskOptions.defaults().withTimeout(Duration.ZERO), "timeout", "1", "PT0S");
    assertRefused(() -> TaskOptions.defaults().withRetries(-1), "retries", "0", "-1");
    assertRefused(() -> MapOptions.defaults().withBufferSize(0), "bufferSize", "1", "0");
    assertRefused(() -> MapOptions.defaults().withChunkSize(0), "chunkSize", "1", "0");
    assertRefused(() -> MapOptions.defaults().withTimeout(Duration.ZERO), "timeout", "1", "PT0S");
  }

  @Test
  @DisplayName("C9: a resize to less than one worker is refused, and changes nothing")
  default void resize_toNoWorkers_isRefused() {
    try (TaskExecutor executor = open(1)) {
      assertRefused(() -> executor.resize(0), "workers", "1", "0");

      assertEquals(1, valueOf(executor.submit(() -> 1)));
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("C9: an unknown option is refused with the list of known ones")
  default void open_withAnUnknownOption_isRefusedWithTheKnownOnes() {
    String key = provider().name() + ".noSuchOption";

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> open(config().withOption(key, "1")).close());

    assertMentions(messageOf(refusal), key, "known");
    provider().optionKeys().forEach(known -> assertMentions(messageOf(refusal), provider().name() + "." + known));
  }

  @Test
  @DisplayName("C9: an unknown setting outside the program is refused with the list of known ones")
  default void load_withAnUnknownSystemProperty_isRefusedWithTheKnownOnes() {
    try (Surroundings around = new Surroundings()) {
      around.property("offload.wrokers", "3");

      IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, ExecutorConfig::load);

      assertMentions(messageOf(refusal), "offload.wrokers", "known", "workers", "queueLimit", "backend");
    }
  }

  @Test
  @DisplayName("C9: a setting that cannot be read is refused, with its name and the text given")
  default void load_withTextThatDoesNotFit_isRefused() {
    try (Surroundings around = new Surroundings()) {
      around.property("offload.workers", "many");

      IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, ExecutorConfig::load);

      assertMentions(messageOf(refusal), "workers", "many");
    }
  }
}
