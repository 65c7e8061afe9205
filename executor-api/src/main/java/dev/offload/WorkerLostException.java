package dev.offload;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The worker died while it ran the task (rule E3). The message tells all that is known: worker, task, attempt and how long it had run;
 * where the worker was a process also its id, its exit code in words, its heap at the last report, the crash report, and the last lines
 * it wrote on its standard error.
 */
public class WorkerLostException extends OffloadException {
  private static final long serialVersionUID = 2L;

  private final String worker;
  private final @Nullable Long pid;
  private final @Nullable Integer exitCode;

  /** Makes one that tells of the loss of {@code worker}, of which no process is known. */
  public WorkerLostException(String message, String worker, @Nullable Throwable cause) {
    super(message, cause);
    this.worker = worker;
    this.pid = null;
    this.exitCode = null;
  }

  /** Makes one that tells of the loss of {@code worker} with its process, as far as that is known. */
  public WorkerLostException(String message, String worker, OptionalLong pid, OptionalInt exitCode) {
    super(message, null);
    this.worker = worker;
    this.pid = pid.isPresent() ? pid.getAsLong() : null;
    this.exitCode = exitCode.isPresent() ? exitCode.getAsInt() : null;
  }

  /** The name of the worker that was lost, for example {@code worker-3}. */
  public String worker() {
    return worker;
  }

  /** The id its process had; empty for a worker that is no process, or whose process is unknown. */
  public OptionalLong pid() {
    return pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
  }

  /** The exit code of its process: 128 and the number of the signal where a signal ended it; empty as {@link #pid()}. */
  public OptionalInt exitCode() {
    return exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
  }
}
