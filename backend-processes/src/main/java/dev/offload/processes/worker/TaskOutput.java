package dev.offload.processes.worker;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output and error of the child, marked: ahead of the first byte that a task prints goes a line that names the task, in the
 * same stream, so that the parent knows whose lines they are however late it reads them. A task that prints nothing costs nothing.
 */
final class TaskOutput {
  private final String mark;
  private volatile String task = "";

  private TaskOutput(String mark) {
    this.mark = mark;
  }

  /** Replaces {@code System.out} and {@code System.err}, unless there is no mark to be set. */
  static TaskOutput install(String mark) {
    TaskOutput output = new TaskOutput(mark);
    if (!mark.isEmpty()) {
      System.setOut(output.marked(FileDescriptor.out));
      System.setErr(output.marked(FileDescriptor.err));
    }
    return output;
  }

  /** The task whose output comes now; empty for none. */
  void task(String name) {
    flush();
    task = name;
  }

  void flush() {
    System.out.flush();
    System.err.flush();
  }

  private PrintStream marked(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new MarkedStream(new FileOutputStream(descriptor))), true, StandardCharsets.UTF_8);
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
      String now = task;
      if (!now.equals(marked)) {
        marked = now;
        out.write((mark + now.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
      }
      out.write(bytes, offset, length);
    }
  }
}
