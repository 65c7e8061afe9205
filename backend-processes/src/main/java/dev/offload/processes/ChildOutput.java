package dev.offload.processes;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.offload.OutputLine;
import dev.offload.OutputLine.Stream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What one child prints, as far as its parent reads it: a thread for each stream, which passes on the lines. For the worker's own thread.
 */
final class ChildOutput {
  private static final long LAST_OUTPUT_NANOS = TimeUnit.MILLISECONDS.toNanos(800);
  private static final long LAST_LINE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final String worker;
  private final OutputMode mode;
  private final Consumer<OutputLine> sink;
  private final StderrTail stderr = new StderrTail();
  private final Map<Thread, OutputPump> pumps = new LinkedHashMap<>();

  ChildOutput(String worker, OutputMode mode, Consumer<OutputLine> sink) {
    this.worker = worker;
    this.mode = mode;
    this.sink = sink;
  }

  /** Begins to read; {@code mark} goes ahead of a task's name. */
  void begin(Process child, String mark) throws IOException {
    if (mode == OutputMode.FORWARD) {
      pump(OutputPipe.of(child, 1, child.getInputStream()), mark, Stream.STDOUT, sink);
    }
    if (mode != OutputMode.INHERIT) {
      pump(OutputPipe.of(child, 2, child.getErrorStream()), mark, Stream.STDERR, line -> {
        stderr.add(line.text());
        sink.accept(line);
      });
    }
  }

  /** The last lines of standard error. */
  StderrTail stderr() {
    return stderr;
  }

  /**
   * Waits for the last lines of a child that has ended, for a second at most. Then the threads end as soon as the listener has taken what
   * the child had printed, also if a process that the child started holds the pipe open: here on Linux, elsewhere when that process ends.
   */
  void end() {
    join(LAST_OUTPUT_NANOS);
    pumps.values().forEach(OutputPump::end);
    join(LAST_LINE_NANOS);
  }

  private void join(long nanos) {
    long start = System.nanoTime();
    for (Thread pump : pumps.keySet()) {
      long left = Math.max(1, nanos - (System.nanoTime() - start));
      Uninterruptibles.joinUninterruptibly(pump, left, TimeUnit.NANOSECONDS);
    }
  }

  private void pump(OutputPipe pipe, String mark, Stream stream, Consumer<OutputLine> lines) {
    OutputPump pump = new OutputPump(pipe, worker, mark, stream, lines);
    String name = "offload-" + stream.name().toLowerCase(Locale.ROOT) + "-" + worker;
    Thread thread = new Thread(null, pump, name, 0, false);
    thread.setDaemon(true);
    pumps.put(thread, pump);
    thread.start();
  }
}
