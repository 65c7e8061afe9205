package dev.offload.examples;

import dev.offload.ExecutorConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the tasks of an example run. */
final class ExecutorOptions {
  private static final String DEFAULT_BACKEND = "processes";

  @Option(names = "--backend", paramLabel = "NAME",
      description = "Where tasks run: threads or processes. Default: what offload.backend says, else processes.")
  private @Nullable String backend;

  @Option(names = "--workers", paramLabel = "N",
      description = "Most workers at once. Default: what offload.workers says, else the number of processors.")
  private @Nullable Integer workers;

  /** The backend that the command line names. */
  Optional<String> backend() {
    return Optional.ofNullable(backend);
  }

  /** The configuration found outside the program, with what the command line says on top. */
  ExecutorConfig config() {
    ExecutorConfig config = ExecutorConfig.load();
    if (backend != null) {
      config = config.withBackend(backend);
    } else if (config.backend().isEmpty()) {
      config = config.withBackend(DEFAULT_BACKEND);
    }
    return workers == null ? config : config.withWorkers(workers);
  }
}
