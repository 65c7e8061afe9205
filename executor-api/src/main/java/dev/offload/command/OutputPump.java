package dev.offload.command;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Moves what goes into a program or comes out of it, in a thread of its own: a program waits when nobody reads what it prints. */
final class OutputPump {
  private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
  private final Runnable onDone;
  private @Nullable FutureTask<@Nullable Void> work;
  private volatile boolean reading;
  private volatile long readingSinceNanos;

  private OutputPump(Runnable onDone) {
    this.onDone = onDone;
  }

  /** Keeps all of it. What was read can be seen before the end. */
  static OutputPump capturing(String name, InputStream from, Runnable onDone) {
    OutputPump pump = new OutputPump(onDone);
    pump.begin(name, () -> {
      try (InputStream watched = pump.watched(from)) {
        watched.transferTo(pump.captured);
      }
      return null;
    });
    return pump;
  }

  /** Passes lines on. */
  static OutputPump passing(String name, InputStream from, LineListener listener, Runnable onDone) {
    OutputPump pump = new OutputPump(onDone);
    pump.begin(name, () -> {
      try (BufferedReader lines = new BufferedReader(new InputStreamReader(pump.watched(from), Command.SYSTEM_CHARSET))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          listener.onLine(line);
        }
      }
      return null;
    });
    return pump;
  }

  /** Writes all of it; a program that does not want it may end without. */
  static void feed(String name, byte[] input, OutputStream to) {
    new OutputPump(() -> { }).begin(name, () -> {
      try (to) {
        to.write(input);
      } catch (IOException e) {
        // It has closed its standard input, or has ended.
        return null;
      }
      return null;
    });
  }

  /** What was kept so far. */
  byte[] captured() {
    return captured.toByteArray();
  }

  /** Tells whether it has come to the end; throws what went wrong. */
  boolean isDone() throws ExecutionException, InterruptedException {
    FutureTask<?> known = work;
    boolean done = known != null && known.isDone();
    if (done) {
      known.get();
    }
    return done;
  }

  /** Tells whether nothing has come for so long, though it could have been taken. */
  boolean isIdleFor(long nanos) {
    return reading && System.nanoTime() - readingSinceNanos > nanos;
  }

  private void begin(String name, Callable<@Nullable Void> body) {
    FutureTask<@Nullable Void> task = new FutureTask<>(body) {
      @Override
      protected void done() {
        onDone.run();
      }
    };
    work = task;
    Thread thread = new Thread(task, "offload-command-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private InputStream watched(InputStream from) {
    return new FilterInputStream(from) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        readingSinceNanos = System.nanoTime();
        reading = true;
        try {
          return super.read(into, offset, length);
        } finally {
          reading = false;
        }
      }
    };
  }
}
