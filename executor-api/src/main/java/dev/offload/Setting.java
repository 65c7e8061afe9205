package dev.offload;

import com.google.common.base.CaseFormat;
import dev.offload.spi.OptionReader;
import java.util.function.BiConsumer;

/** The settings that all backends share, as text knows them. */
enum Setting {
  BACKEND((builder, text) -> builder.backend(text)),
  WORKERS((builder, text) -> builder.workers(OptionReader.parseInt("workers", text))),
  PRESTART((builder, text) -> builder.prestart(OptionReader.parseBoolean("prestart", text))),
  QUEUE_LIMIT((builder, text) -> builder.queueLimit(OptionReader.parseInt("queueLimit", text))),
  QUEUE_POLICY((builder, text) -> builder.queuePolicy(OptionReader.parseEnum("queuePolicy", text, QueuePolicy.class))),
  MAX_TASKS_PER_WORKER((builder, text) -> builder.maxTasksPerWorker(OptionReader.parseInt("maxTasksPerWorker", text))),
  IDLE_TIMEOUT((builder, text) -> builder.idleTimeout(OptionReader.parseDuration("idleTimeout", text))),
  CANCEL_GRACE((builder, text) -> builder.cancelGrace(OptionReader.parseDuration("cancelGrace", text))),
  MAX_START_FAILURES((builder, text) -> builder.maxStartFailures(OptionReader.parseInt("maxStartFailures", text)));

  private final BiConsumer<ExecutorConfigBuilder, String> assignment;

  Setting(BiConsumer<ExecutorConfigBuilder, String> assignment) {
    this.assignment = assignment;
  }

  /** The key in a file, and after {@code offload.} among the system properties. */
  String key() {
    return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name());
  }

  void assign(ExecutorConfigBuilder builder, String text) {
    assignment.accept(builder, text);
  }
}
