package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.Action;
import dev.offload.Capability;
import dev.offload.OutputLine.Stream;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Standard input, output and error are the tasks' own; whatever they do to them, the way of tasks and results is another: rule E6. */
public interface StreamContract extends ContractSubject {
  /** A line of 1,000 bytes with its end. */
  String LINE = "x".repeat(999);

  /** So many lines on each of two streams are 100 MB, in brief 20. */
  int LINES = Extent.times(10_000, 50_000, 50_000);

  @Test
  @DisplayName("E6: a task that prints many megabytes on both streams while it works loses no line, and its result arrives")
  default void task_thatPrintsMuch_losesNothing() {
    requires(Capability.ISOLATES, Capability.CAPTURES_OUTPUT);
    Map<Stream, AtomicLong> lines = new EnumMap<>(Map.of(Stream.STDOUT, new AtomicLong(), Stream.STDERR, new AtomicLong()));
    // A worker may have another extent.
    int count = LINES;
    try (TaskExecutor executor = open(config -> config.workers(1).outputListener(line -> {
      if (line.text().equals(LINE)) {
        lines.get(line.stream()).incrementAndGet();
      }
    }))) {
      assertEquals(LINES, valueOf(executor.submit(argument -> printMuch(count), new byte[1 << 20])).length);
      assertEquals(1, valueOf(executor.submit(() -> 1)));
    }

    assertEquals(LINES, lines.get(Stream.STDOUT).get(), "lines on standard output");
    assertEquals(LINES, lines.get(Stream.STDERR).get(), "lines on standard error");
  }

  private static byte[] printMuch(int count) throws InterruptedException {
    Thread other = new Thread(() -> print(System.err, count));
    other.start();
    print(System.out, count);
    other.join();
    return new byte[count];
  }

  private static void print(PrintStream stream, int count) {
    for (int i = 0; i < count; i++) {
      stream.println(LINE);
    }
  }

  @Test
  @DisplayName("E6: a task that writes bytes without lines or sense harms no result")
  default void task_thatWritesNoise_harmsNothing() {
    assertHarmless(() -> {
      byte[] noise = new byte[1 << 20];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (byte) (i % 7 == 0 ? 1 : i * 31);
      }
      OutputStream out = new FileOutputStream(FileDescriptor.out);
      OutputStream err = new FileOutputStream(FileDescriptor.err);
      out.write(noise);
      err.write(noise);
    });
  }

  @Test
  @DisplayName("E6: a task that closes its standard streams harms no result, and later tasks may print")
  default void task_thatClosesItsStreams_harmsNothing() {
    assertHarmless(() -> {
      System.out.close();
      System.err.close();
      new FileOutputStream(FileDescriptor.out).close();
      new FileOutputStream(FileDescriptor.err).close();
      new FileInputStream(FileDescriptor.in).close();
    });
  }

  @Test
  @DisplayName("E6: a task that reads standard input finds its end, and takes nothing from the channel")
  default void task_thatReadsStandardInput_findsItsEnd() {
    assertHarmless(() -> {
      int found = System.in.readAllBytes().length;
      if (found > 0) {
        throw new IOException(found + " bytes on standard input");
      }
    });
  }

  private void assertHarmless(Action action) {
    requires(Capability.ISOLATES);
    try (TaskExecutor executor = open(config -> config.workers(1).outputListener(line -> { }))) {
      final long before = valueOf(executor.submit(Tasks::pid));
      valueOf(executor.submit(action));

      TaskFuture<Integer> later = executor.submit(argument -> argument.length, new byte[1 << 20]);
      assertEquals(1 << 20, valueOf(later));
      valueOf(executor.submit(() -> System.out.println("printed later")));
      assertEquals(before, valueOf(executor.submit(Tasks::pid)), "the worker lives on");
    }
  }
}
