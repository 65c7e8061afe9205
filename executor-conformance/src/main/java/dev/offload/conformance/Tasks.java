package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.awaitStatus;

import dev.offload.Task;
import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import java.io.IOException;

/** Tasks of the suite, fit to travel. */
public final class Tasks {
  private static final IllegalStateException SHARED = new IllegalStateException("the same object each time");

  private Tasks() {}

  /** Holds its worker until the gate opens or it is interrupted. */
  public record Hold(Gate gate) implements Task<String> {
    @Override
    public String call() throws InterruptedException {
      gate.pass();
      return "held";
    }
  }

  /** Holds its worker until the gate opens, whatever interrupts come; marks each interrupt, and its end. */
  public record Stubborn(Gate gate, Marker marks) implements Task<String> {
    @Override
    public String call() {
      gate.passStubbornly(marks);
      marks.mark("ended");
      return "stubborn";
    }
  }

  /** Holds its worker, and marks the interrupt that ends it. */
  public record Interruptible(Gate gate, Marker marks) implements Task<String> {
    @Override
    public String call() throws InterruptedException {
      try {
        gate.pass();
        return "not interrupted";
      } catch (InterruptedException e) {
        marks.mark("interrupted");
        throw e;
      }
    }
  }

  /** Leaves a line, and returns it. */
  public record Mark(Marker marker, String line) implements Task<String> {
    @Override
    public String call() {
      marker.mark(line);
      return line;
    }
  }

  /** Submits a task that holds a worker, and waits until it does. */
  public static TaskFuture<String> begin(TaskExecutor executor, Gate gate) {
    return begin(executor, TaskOptions.defaults(), gate);
  }

  /** As {@link #begin(TaskExecutor, Gate)}, with options. */
  public static TaskFuture<String> begin(TaskExecutor executor, TaskOptions options, Gate gate) {
    return begin(executor, options, new Hold(gate), gate);
  }

  /** Submits any task that passes {@code gate}, and waits until it has come there. */
  public static TaskFuture<String> begin(TaskExecutor executor, TaskOptions options, Task<String> task, Gate gate) {
    int before = gate.arrivals().count();
    TaskFuture<String> future = executor.submit(options, task);
    gate.awaitArrivals(before + 1);
    awaitStatus(TaskStatus.RUNNING, future);
    return future;
  }

  /** The id of the process that runs this. */
  public static long pid() {
    return ProcessHandle.current().pid();
  }

  /** The name of the worker that runs this. */
  public static String worker() {
    return TaskContext.current().worker();
  }

  /** A function to map. */
  public static int square(int number) {
    return number * number;
  }

  /** Fails for one number, and squares the others. */
  public static int squareUnless(int bad, int number) throws IOException {
    if (number == bad) {
      throw new IOException("cannot square " + number);
    }
    return number * number;
  }

  /** Gives back what it gets. */
  public static <T> T same(T value) {
    return value;
  }

  /** Fails with a checked exception that has a cause and a suppressed one. */
  public static Object fail(String message) throws IOException {
    IOException failure = new IOException(message, new IllegalArgumentException("the cause"));
    failure.addSuppressed(new IllegalStateException("the suppressed"));
    throw failure;
  }

  /** Fails with the same object each time. */
  public static Object failShared() {
    throw SHARED;
  }

  /** Exhausts the stack. */
  public static int recurse(int depth) {
    return recurse(depth + 1) + 1;
  }
}
