package dev.offload.command;

import dev.offload.command.Command.Stage;
import java.io.Serializable;
import java.util.List;

/** How a command ended, and what it printed. */
public final class CommandResult implements Serializable {
  private static final long serialVersionUID = 1L;

  // One that List.copyOf made, which can be serialised.
  @SuppressWarnings("serial")
  private final List<Stage> stages;
  private final int exitCode;
  private final byte[] stdout;
  private final byte[] stderr;

  CommandResult(List<Stage> stages, int exitCode, byte[] stdout, byte[] stderr) {
    this.stages = stages;
    this.exitCode = exitCode;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** The program and its arguments; of a pipeline those of the last. */
  public List<String> args() {
    return stages.get(stages.size() - 1).args();
  }

  /** The exit code; of a pipeline that of the last program. 128 and the number of a signal, if one ended it. */
  public int exitCode() {
    return exitCode;
  }

  /**
   * What it printed on standard output, in the charset of this system's locale, or UTF-8 where that is ASCII; empty if that was streamed.
   */
  public String stdout() {
    return new String(stdout, Command.SYSTEM_CHARSET);
  }

  /** What it printed on standard error, in the same charset; of a pipeline that of all programs. */
  public String stderr() {
    return new String(stderr, Command.SYSTEM_CHARSET);
  }

  /** As {@link #stdout}, byte for byte. */
  public byte[] stdoutBytes() {
    return stdout.clone();
  }

  /** As {@link #stderr}, byte for byte. */
  public byte[] stderrBytes() {
    return stderr.clone();
  }

  /**
   * This result, if the exit code is 0.
   *
   * @throws CommandFailedException if it is not
   */
  public CommandResult check() {
    if (exitCode != 0) {
      throw new CommandFailedException(Command.describe(stages) + " ended with exit code " + exitCode + Command.quoteEnd(stderr()), this);
    }
    return this;
  }

  @Override
  public String toString() {
    return Command.describe(stages) + ": exit code " + exitCode;
  }
}
