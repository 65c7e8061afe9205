package dev.offload.processes;

import dev.offload.OutputLine;
import dev.offload.OutputLine.Stream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one output stream of a child to its end, cuts it into lines, and takes out the marks that say which task prints. For a thread
 * of its own.
 */
final class OutputPump implements Runnable {
  private static final Logger LOGGER = LoggerFactory.getLogger(OutputPump.class);
  private static final int MAX_LINE_BYTES = 1 << 16;
  private static final byte MARK_BEGIN = 1;
  /** As much as a pipe holds: what comes after it is of a process that the child has left behind. */
  private static final int MAX_REST_BYTES = 1 << 16;

  private final OutputPipe pipe;
  private final String worker;
  private final String mark;
  private final Stream stream;
  private final Consumer<OutputLine> sink;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private String task = "";
  private boolean inMark;
  private int rest = MAX_REST_BYTES;

  // Written by any thread.
  private volatile boolean childHasEnded;

  OutputPump(OutputPipe pipe, String worker, String mark, Stream stream, Consumer<OutputLine> sink) {
    this.pipe = pipe;
    this.worker = worker;
    this.mark = mark;
    this.stream = stream;
    this.sink = sink;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[1 << 13];
    try (pipe) {
      for (int read = read(buffer); read >= 0; read = read(buffer)) {
        for (int i = 0; i < read; i++) {
          take(buffer[i]);
        }
      }
    } catch (IOException e) {
      // The child is gone and its pipe with it; what came before has been passed on.
      LOGGER.debug("the {} of {} ended: {}", stream, worker, e.toString());
    }
    emit(text());
  }

  /** The child has ended: what is in the pipe is still taken, but no more waited for. From any thread. */
  void end() {
    childHasEnded = true;
    try {
      pipe.endWait();
    } catch (IOException e) {
      // It is closed: the pump has come to the end by itself.
      LOGGER.debug("the {} of {} was closed already: {}", stream, worker, e.toString());
    }
  }

  private int read(byte[] buffer) throws IOException {
    if (!childHasEnded) {
      return pipe.read(buffer);
    }
    if (rest <= 0 || !pipe.hasMore()) {
      return -1;
    }
    int read = pipe.read(buffer);
    rest -= read;
    return read;
  }

  private void take(byte value) {
    if (value == '\n') {
      endOfLine();
      inMark = false;
    } else {
      if (mustCutBefore(value)) {
        emit(text());
      }
      inMark |= value == MARK_BEGIN;
      line.write(value);
    }
  }

  /** A long line is cut between characters, and not within a mark, which is short. */
  private boolean mustCutBefore(byte value) {
    boolean startsCharacter = (value & 0xC0) != 0x80;
    return line.size() >= MAX_LINE_BYTES && startsCharacter && !inMark || line.size() >= 2 * MAX_LINE_BYTES;
  }

  private void endOfLine() {
    String text = text();
    int at = text.indexOf(mark);
    if (at < 0 || mark.isEmpty()) {
      sink(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
      return;
    }
    // What a task left unfinished on its last line stands before the mark of the next.
    emit(text.substring(0, at));
    task = text.substring(at + mark.length());
  }

  private String text() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return text;
  }

  private void emit(String unfinished) {
    if (!unfinished.isEmpty()) {
      sink(unfinished);
    }
  }

  private void sink(String text) {
    try {
      sink.accept(new OutputLine(worker, task.isEmpty() ? Optional.empty() : Optional.of(task), stream, text));
    } catch (Throwable e) {
      // Also an error: a pump that ends here would lose every later line, and close the pipe under the task.
      LOGGER.error("an output listener threw", e);
    }
  }
}
