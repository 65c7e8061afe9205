package dev.offload.processes;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;

/**
 * The end of a child's standard output or error that its parent reads. It can be closed under a thread that waits in {@link #read},
 * where the system lets the pipe be opened once more (Linux); the streams of {@link Process} keep such a thread until the last process
 * that holds the pipe is gone. Read by one thread; closed by any.
 */
final class OutputPipe implements Closeable {
  private final InputStream counted;
  private final InputStream read;
  private final boolean canEnd;

  private OutputPipe(InputStream counted, InputStream read, boolean canEnd) {
    this.counted = counted;
    this.read = read;
    this.canEnd = canEnd;
  }

  /** Of a child that has just been started, which has the pipe as {@code descriptor} and whose parent has {@code stream} of it. */
  static OutputPipe of(Process child, int descriptor, InputStream stream) throws IOException {
    FileInputStream again;
    try {
      again = new FileInputStream("/proc/" + child.pid() + "/fd/" + descriptor);
    } catch (IOException e) {
      // Another system, or the child is gone already.
      return new OutputPipe(stream, stream, false);
    }
    // When a child ends, the JDK reads the rest of the pipe into its stream, under the stream's monitor: not between these lines.
    synchronized (stream) {
      if (child.isAlive()) {
        // Two readers would each get a part, and the rest would go to the JDK.
        stream.close();
        return new OutputPipe(again, Channels.newInputStream(again.getChannel()), true);
      }
    }
    again.close();
    return new OutputPipe(stream, stream, false);
  }

  /** Waits for bytes; -1 at the end. */
  int read(byte[] buffer) throws IOException {
    return read.read(buffer);
  }

  /** Tells whether there are bytes to be read now. For the thread that reads. */
  boolean hasMore() throws IOException {
    return counted.available() > 0;
  }

  /** Ends the wait of a thread that reads, if there is nothing to be read. */
  void endWait() throws IOException {
    if (canEnd && !hasMore()) {
      close();
    }
  }

  @Override
  public void close() throws IOException {
    read.close();
  }
}
