package dev.offload.examples;

import dev.offload.ExecutorConfig;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the tasks of an example run. */
final class ExecutorOptions {
  @Option(names = "--backend", paramLabel = "NAME",
      description = "Where tasks run: threads, processes or cluster. Default: what offload.backend says, else processes; for task-server "
          + "cluster.")
  private @Nullable String backend;

  @Option(names = "--workers", paramLabel = "N",
      description = "Most workers at once. Default: what offload.workers says, else the number of processors.")
  private @Nullable Integer workers;

  @Option(names = "--option", paramLabel = "KEY=VALUE",
      description = "An option of a backend, for example cluster.addresses=127.0.0.1:47500. Can be given several times.")
  private Map<String, String> options = Map.of();

  /** The backend that the command line names. */
  Optional<String> backend() {
    return Optional.ofNullable(backend);
  }

  /** The configuration found outside the program, with what the command line says on top. */
  ExecutorConfig config() {
    ExecutorConfig config = ExecutorConfig.load();
    if (backend != null) {
      config = config.withBackend(backend);
    }
    for (Map.Entry<String, String> option : options.entrySet()) {
      config = config.withOption(option.getKey(), option.getValue());
    }
    return workers == null ? config : config.withWorkers(workers);
  }
}
