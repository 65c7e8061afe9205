package dev.offload.examples;

import dev.offload.ExecutorConfig;
import dev.offload.spi.Backends;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A program that can be started by its name. {@code run} is the part to read; everything else is the command line.
 *
 * @param <O> what the program found out, for its tests
 */
public abstract class Example<O> implements Callable<Integer> {
  private static final String DEFAULT_BACKEND = "processes";

  @Spec
  private CommandSpec spec;

  @Mixin
  private ExecutorOptions executorOptions;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this text.")
  private boolean help;

  /** Runs the program on the backend and with the workers that {@code config} tells, and prints what it sees. */
  protected abstract O run(ExecutorConfig config, PrintWriter out) throws Exception;

  @Override
  public final Integer call() throws Exception {
    ExecutorConfig config = withDefaults(executorOptions.config());
    Backends.find(config);
    return status(run(config, spec.commandLine().getOut()));
  }

  /** The configuration, with what counts where neither the command line nor the settings of the library say anything. */
  protected ExecutorConfig withDefaults(ExecutorConfig config) {
    return config.backend().isPresent() ? config : config.withBackend(DEFAULT_BACKEND);
  }

  /** The exit status that goes with what the program found out. */
  protected int status(O outcome) {
    return ExitCode.OK;
  }

  /** The backend that the command line names, if it names one. */
  protected final Optional<String> backend() {
    return executorOptions.backend();
  }

  /** The command this program was started as; for its messages. */
  protected final CommandSpec spec() {
    return spec;
  }

  /** The same configuration with no fewer workers than the program needs to show its point. */
  protected static ExecutorConfig withAtLeast(int workers, ExecutorConfig config) {
    return config.withWorkers(Math.max(workers, config.workers()));
  }
}
