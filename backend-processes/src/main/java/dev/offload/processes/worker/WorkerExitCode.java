package dev.offload.processes.worker;

/** The exit codes by which a child JVM tells why it ended itself. Beyond those the JVM and shells use. */
public enum WorkerExitCode {
  /** The parent is gone, or closed the channel. */
  PARENT_GONE(81, "its parent was gone"),
  /** The parent could not be reached, or what it sent made no sense. */
  CHANNEL_FAILED(82, "the channel to its parent failed"),
  /** A task used up the heap, metaspace or threads: the JVM is not to be trusted any more. */
  OUT_OF_MEMORY(83, "a task ran out of memory"),
  /** The initializer threw. */
  INITIALIZER_FAILED(84, "its initializer failed"),
  /** What runs the tasks failed itself, for want of memory for example. */
  TASK_THREAD_FAILED(85, "the thread that runs its tasks failed");

  private final int code;
  private final String words;

  WorkerExitCode(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /** The code itself. */
  public int code() {
    return code;
  }

  /** What happened, to be read after "it ended because". */
  public String words() {
    return words;
  }
}
