package dev.offload.cluster;

import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.conformance.Gate;
import dev.offload.conformance.Marker;
import dev.offload.conformance.Tasks;
import java.util.concurrent.ExecutionException;

/** A program that has a task on a node, for others to see what becomes of that. */
final class ClientProgram {
  static final String RUNNING = "running";
  static final String LOST = "lost";
  static final String AGAIN = "again on ";

  private ClientProgram() {}

  /** The path of a gate that holds the task. When that is lost, another one runs. */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    Gate gate = new Gate(arguments[0]);
    try (TaskExecutor executor = TaskExecutor.open()) {
      TaskFuture<String> held = executor.submit(new Tasks.Stubborn(gate, new Marker(gate.path() + ".interrupts")));
      gate.awaitArrivals(1);
      System.out.println(RUNNING);
      try {
        held.get();
      } catch (ExecutionException e) {
        System.out.println(LOST + " " + e.getCause());
      }
      System.out.println(AGAIN + executor.submit(Tasks::pid).get());
    }
  }
}
