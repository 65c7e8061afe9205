package dev.offload.examples;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.spi.Backends;

/** What workers have in common with the program and with each other: on that depends the right outcome of some programs. */
public enum WorkerKind {
  /** They are threads of the program: static fields and process are its own. */
  THREADS_HERE,
  /** They are threads of other processes, of one or of several: those of one have static fields and process in common. */
  THREADS_ELSEWHERE,
  /** Each is a process, with static fields of its own. */
  PROCESSES;

  /** The kind that an executor with this configuration has. */
  static WorkerKind of(ExecutorConfig config) {
    if (Backends.find(config).capabilities(config).contains(Capability.OWN_HEAP)) {
      return PROCESSES;
    }
    boolean isElsewhere = config.backend().orElse("").equals("cluster") && config.options().containsKey("cluster.addresses");
    return isElsewhere ? THREADS_ELSEWHERE : THREADS_HERE;
  }
}
