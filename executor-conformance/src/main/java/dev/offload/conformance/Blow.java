package dev.offload.conformance;

import dev.offload.Task;
import java.io.Serializable;

/**
 * A fault that is about to strike, in whatever JVM.
 *
 * @param fault what happens
 * @param gate tells where it struck, by the process ids of its arrivals; a blow from outside is awaited there
 */
record Blow(Fault fault, Gate gate) implements Task<String>, Serializable {
  /** What a task returns that has survived. */
  static final String SURVIVED = "survived";

  /** No fault, but a pause until the gate opens. */
  static Blow pauseAt(Gate gate) {
    return new Blow(Fault.STOP, gate);
  }

  /** Says where it strikes, and strikes. */
  void strike() {
    gate.arrivals().mark(Tasks.pid());
    fault.strike(gate);
  }

  /** As {@link #strike}, in a thread that nobody waits for: a mark tells when it is over. */
  void strikeUnseen() {
    try {
      strike();
    } finally {
      survivors().mark(Tasks.pid());
    }
  }

  /** The processes that have lived through {@link #strikeUnseen}. */
  Marker survivors() {
    return new Marker(gate.path() + ".survivors");
  }

  @Override
  public String call() {
    strike();
    return SURVIVED;
  }

  /** For the test: does its part from outside, where the blow has struck. */
  void awaitAndJoin() {
    gate.awaitArrivals(1);
    fault.strikeFromOutside(pid());
  }

  /** The process that it struck. */
  long pid() {
    return Long.parseLong(gate.arrivals().lines().get(0));
  }
}
