package dev.offload;

/** What a backend can do that another cannot. A rule that needs a missing capability does not hold on that backend. */
public enum Capability {
  /** Runs tasks beside the submitting thread, several at a time; {@code submit} returns before the task ends. */
  CONCURRENT,
  /** Copies tasks, arguments and results: what the caller changes after {@code submit} is not seen (rule C6). */
  ISOLATES,
  /** Can end a task that ignores its interrupt, by ending its worker (rule K3). */
  STOPS_TASKS,
  /** Survives tasks that crash or end their JVM; only the running task is lost (rule E3). */
  SURVIVES_CRASHES,
  /** Gives each worker a heap of its own, so that exhausting it harms one task only (rule R8). */
  OWN_HEAP,
  /** Passes what tasks print to {@link ExecutorConfig#outputListener()}, or on with a prefix. */
  CAPTURES_OUTPUT,
  /** Maps memory outside of the heaps into the program and its workers, which are all on one machine (rule H8). */
  SHARES_MEMORY
}
