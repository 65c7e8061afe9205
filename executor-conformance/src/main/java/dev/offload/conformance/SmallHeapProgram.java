package dev.offload.conformance;

import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A program with a heap too small for the results it asks for. It marks how each task ended, a line each. */
public final class SmallHeapProgram {
  /** Fits into the heap once, but not twice: as bytes and as numbers. */
  private static final int FITS_ONCE = 36 << 20;
  private static final int PIECE = 4 << 20;
  private static final int MOST_PIECES = 100;

  private final TaskExecutor executor;
  private final Marker marks;

  private SmallHeapProgram(TaskExecutor executor, Marker marks) {
    this.executor = executor;
    this.marks = marks;
  }

  /**
   * Does what the first argument says, and marks in the file that is the second.
   *
   * @throws InterruptedException never, as nobody interrupts it
   */
  public static void main(String[] arguments) throws InterruptedException {
    try (TaskExecutor executor = TaskExecutor.open()) {
      SmallHeapProgram program = new SmallHeapProgram(executor, new Marker(arguments[1]));
      program.run("", executor.submit(Tasks::pid));
      if (arguments[0].equals("large")) {
        program.takeLarge();
      } else {
        program.pileUp();
      }
      program.run("", executor.submit(Tasks::pid));
    }
  }

  private void takeLarge() throws InterruptedException {
    run("decode: ", executor.submit(() -> new long[FITS_ONCE / Long.BYTES]));
    byte[] ballast = new byte[FITS_ONCE];
    run("receive: ", executor.submit(() -> new byte[FITS_ONCE]));
    marks.mark("beside " + ballast.length + " bytes");
  }

  private void run(String what, TaskFuture<?> future) throws InterruptedException {
    marks.mark(what + outcomeOf(future));
  }

  /** Holds results until the heap is full, and then asks for three more. */
  private void pileUp() throws InterruptedException {
    List<TaskFuture<byte[]>> held = new ArrayList<>();
    int failures = 0;
    while (failures < 3 && held.size() < MOST_PIECES) {
      TaskFuture<byte[]> future = executor.submit(() -> new byte[PIECE]);
      held.add(future);
      String outcome = outcomeOf(future);
      if (!outcome.startsWith("byte[]")) {
        failures++;
        run("one more: ", future);
      }
    }
    marks.mark("held " + held.stream().filter(future -> future.status() == TaskStatus.SUCCEEDED).count());
  }

  private static String outcomeOf(TaskFuture<?> future) throws InterruptedException {
    while (true) {
      try {
        return textOf(future);
      } catch (OutOfMemoryError e) {
        // The heap may be full to the last byte for the moment until the bytes of the result, too, are let go.
        Thread.onSpinWait();
      }
    }
  }

  private static String textOf(TaskFuture<?> future) throws InterruptedException {
    try {
      Object value = future.get();
      return value instanceof byte[] bytes ? "byte[] " + bytes.length : String.valueOf(value);
    } catch (ExecutionException e) {
      return e.getCause().toString().replace('\n', ' ');
    }
  }
}
