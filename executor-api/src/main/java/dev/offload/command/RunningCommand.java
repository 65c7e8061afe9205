package dev.offload.command;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.offload.command.Command.Options;
import dev.offload.command.Command.Stage;
import dev.offload.spi.Offspring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A command that was started. Either {@link #communicate} reads all that it prints, or the caller does: a program whose output nobody reads
 * waits as soon as there is no more room for it. Closing it ends it. Called from any thread.
 */
public final class RunningCommand implements AutoCloseable {
  private static final long KILL_PATIENCE_SECONDS = 1;
  private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final List<Stage> stages;
  private final Options options;
  private final long startNanos = System.nanoTime();
  private final List<Process> processes;
  private final Offspring offspring;
  private final Semaphore changed = new Semaphore(0);

  // Guarded by this.
  private final List<OutputPump> errors = new ArrayList<>();
  private final List<OutputPump> pumps = new ArrayList<>();
  private @Nullable OutputPump output;

  private RunningCommand(List<Stage> stages, Options options, List<Process> processes, Offspring offspring) {
    this.stages = stages;
    this.options = options;
    this.processes = processes;
    this.offspring = offspring;
  }

  static RunningCommand start(List<Stage> stages, Options options) throws IOException {
    Offspring offspring = Offspring.ofCommand();
    List<ProcessBuilder> builders = stages.stream().map(Stage::builder).toList();
    builders.forEach(builder -> offspring.mark(builder.environment()));
    builders.get(builders.size() - 1).redirectErrorStream(options.merged());
    try {
      return new RunningCommand(stages, options, ProcessBuilder.startPipeline(builders), offspring);
    } catch (IOException e) {
      throw new IOException(Command.describe(stages) + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** The process id; of a pipeline that of the last program. */
  public long pid() {
    return last().pid();
  }

  /** The exit code, if it has ended; of a pipeline that of the last program. */
  public OptionalInt poll() {
    return last().isAlive() ? OptionalInt.empty() : OptionalInt.of(last().exitValue());
  }

  /** Where it reads from; of a pipeline the first program. */
  public OutputStream stdin() {
    return processes.get(0).getOutputStream();
  }

  /** What it prints on standard output; of a pipeline the last program. */
  public InputStream stdout() {
    return last().getInputStream();
  }

  /** What it prints on standard error; of a pipeline the last program. */
  public InputStream stderr() {
    return last().getErrorStream();
  }

  /**
   * Waits for its end for so long.
   *
   * @return whether it has ended
   * @throws InterruptedException if the thread is interrupted; the program goes on
   */
  public boolean waitFor(Duration timeout) throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.convert(timeout);
    long start = System.nanoTime();
    for (Process process : processes) {
      if (!process.waitFor(left - (System.nanoTime() - start), TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Writes the command's input, reads what it prints, waits for its end, and gives its result; within the command's own time, which began
   * with its start. What the caller has read is not in the result. A program that was left running behind is not waited for, nor is what it
   * prints half a second later.
   *
   * @throws InterruptedException if the thread is interrupted; the program has ended then
   * @throws CommandTimeoutException if it takes too long
   * @throws CommandFailedException if it is to be checked and fails
   */
  public CommandResult communicate() throws InterruptedException {
    try {
      awaitEnd(pumps());
    } catch (TimeoutException e) {
      kill();
      Duration timeout = Objects.requireNonNull(options.timeout());
      throw new CommandTimeoutException(Command.describe(stages) + " took longer than " + timeout.toMillis() + " ms, and was ended",
          timeout, result());
    } catch (InterruptedException | RuntimeException | Error e) {
      kill();
      throw e;
    } catch (ExecutionException e) {
      kill();
      Throwable cause = e.getCause();
      Throwables.throwIfUnchecked(cause);
      throw new IllegalStateException("the output of " + Command.describe(stages) + " could not be passed on: " + cause, cause);
    }
    return options.checked() ? result().check() : result();
  }

  /** Asks it to end, as {@code SIGTERM} does. */
  public void terminate() {
    // Not by the process itself, which would close its output, and what is still in that would be lost.
    processes.forEach(process -> process.toHandle().destroy());
  }

  /** Ends it at once, and all that it has started, and waits up to 2 s for that. */
  public void kill() {
    processes.forEach(process -> offspring.remember(process.toHandle()));
    // It first, so that it starts no more, and does not go on to its next step when a child of it is gone.
    processes.forEach(process -> process.toHandle().destroyForcibly());
    offspring.killRemembered();
    offspring.end();
    processes.forEach(RunningCommand::awaitExit);
  }

  /**
   * Sends a signal, where the system has a {@code kill} program.
   *
   * @param signal its name without {@code SIG}, for example {@code INT}
   * @throws IOException if there is no such program or signal
   */
  public void signal(String signal) throws IOException, InterruptedException {
    if (poll().isPresent()) {
      throw new IOException(Command.describe(stages) + " has ended");
    }
    CommandResult sent = Command.of("kill", "-" + signal, Long.toString(pid())).run();
    if (sent.exitCode() != 0) {
      throw new IOException("signal " + signal + " cannot be sent" + Command.quoteEnd(sent.stderr()));
    }
  }

  /** Ends it, if it has not ended. */
  @Override
  public void close() {
    if (processes.stream().anyMatch(Process::isAlive)) {
      kill();
    }
  }

  private static void awaitExit(Process process) {
    try {
      Uninterruptibles.getUninterruptibly(process.onExit(), KILL_PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The system keeps it; nothing more can be done.
      return;
    }
  }

  private Process last() {
    return processes.get(processes.size() - 1);
  }

  /** Begins to move input and output, once. */
  private synchronized List<OutputPump> pumps() {
    if (pumps.isEmpty()) {
      for (Process process : processes) {
        errors.add(OutputPump.capturing("stderr", process.getErrorStream(), changed::release));
        process.onExit().thenRun(changed::release);
      }
      pumps.addAll(errors);
      if (options.listener() == null) {
        output = OutputPump.capturing("stdout", stdout(), changed::release);
        pumps.add(output);
      } else {
        pumps.add(OutputPump.passing("stdout", stdout(), options.listener(), changed::release));
      }
      OutputPump.feed("stdin", options.input(), stdin());
    }
    return List.copyOf(pumps);
  }

  private void awaitEnd(List<OutputPump> moving) throws InterruptedException, TimeoutException, ExecutionException {
    while (!hasEnded(moving)) {
      long left = options.timeout() == null ? Long.MAX_VALUE : leftNanos();
      if (left <= 0) {
        throw new TimeoutException();
      }
      changed.tryAcquire(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
    }
  }

  /** Whoever holds the output open when all programs have ended is something that they have left behind: it is not waited for. */
  private boolean hasEnded(List<OutputPump> moving) throws InterruptedException, ExecutionException {
    boolean ended = processes.stream().noneMatch(Process::isAlive);
    boolean moved = true;
    for (OutputPump pump : moving) {
      moved &= pump.isDone() || ended && pump.isIdleFor(SILENCE_NANOS);
    }
    return ended && moved;
  }

  private long leftNanos() {
    return TimeUnit.NANOSECONDS.convert(Objects.requireNonNull(options.timeout())) - (System.nanoTime() - startNanos);
  }

  private synchronized CommandResult result() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    errors.forEach(error -> printed.writeBytes(error.captured()));
    return new CommandResult(stages, poll().orElse(-1), output == null ? new byte[0] : output.captured(), printed.toByteArray());
  }
}
