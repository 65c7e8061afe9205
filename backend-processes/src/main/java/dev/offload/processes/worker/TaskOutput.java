package dev.offload.processes.worker;

import dev.offload.TaskContext;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and error of the child, marked: ahead of the first byte that a task prints goes a line that names the task, in the
 * same stream, so that the parent knows whose lines they are however late it reads them. A task that prints nothing costs nothing.
 */
final class TaskOutput {
  private final String mark;
  private final PrintStream ownOut;
  private final PrintStream ownErr;
  private volatile String task = "";
  private volatile @Nullable TaskContext element;
  private volatile boolean used;

  private TaskOutput(String mark) {
    this.mark = mark;
    this.ownOut = mark.isEmpty() ? System.out : marked(FileDescriptor.out);
    this.ownErr = mark.isEmpty() ? System.err : marked(FileDescriptor.err);
  }

  /** Replaces {@code System.out} and {@code System.err}, unless there is no mark to be set. */
  static TaskOutput install(String mark) {
    TaskOutput output = new TaskOutput(mark);
    System.setOut(output.ownOut);
    System.setErr(output.ownErr);
    return output;
  }

  /** The task whose output comes now; empty for none. */
  void task(String name) {
    flush();
    element = null;
    task = name;
  }

  /** The element of a chunk whose output comes now. Costs next to nothing as long as none prints. */
  void element(TaskContext context) {
    if (used || System.out != ownOut || System.err != ownErr) {
      flush();
    }
    element = context;
  }

  void flush() {
    used = false;
    System.out.flush();
    System.err.flush();
  }

  private PrintStream marked(FileDescriptor descriptor) {
    return new PrintStream(
        new NoticingStream(new MarkedStream(new FileOutputStream(descriptor))), true, StandardCharsets.UTF_8);
  }

  /** A buffer that says when there may be something in it. */
  private final class NoticingStream extends BufferedOutputStream {
    NoticingStream(OutputStream out) {
      super(out);
    }

    @Override
    public synchronized void write(int value) throws IOException {
      used = true;
      super.write(value);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      used = true;
      super.write(bytes, offset, length);
    }
  }

  private final class MarkedStream extends OutputStream {
    private final OutputStream out;
    private String marked = "";

    MarkedStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      TaskContext current = element;
      String now = current == null ? task : current.name();
      if (!now.equals(marked)) {
        marked = now;
        out.write((mark + now.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
      }
      out.write(bytes, offset, length);
    }
  }
}
