package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds tasks, in whatever JVM they run, until the test opens it. A file, because that is what all workers on a machine share. Opened by
 * {@link #close}, so that a test that fails does not leave its tasks waiting: declare it after the executor.
 *
 * @param path the file that exists once the gate is open
 */
public record Gate(String path) implements AutoCloseable, Serializable {
  private static final AtomicInteger MADE = new AtomicInteger();
  private static final long POLL_MILLIS = 2;
  private static final long FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** A closed gate in a directory of the test. */
  public static Gate in(Path directory) {
    return new Gate(directory.resolve("gate-" + MADE.incrementAndGet()).toString());
  }

  /** Lets every task through, those that come later too. */
  public void open() {
    try {
      new File(path).createNewFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells whether it is open. */
  public boolean isOpen() {
    return new File(path).exists();
  }

  /** For a task: says that it came here, and waits until the gate is open. */
  public void pass() throws InterruptedException {
    arrivals().mark(Tasks.pid());
    awaitOpen();
  }

  /** As {@link #pass}, whatever interrupts come; {@code interrupts} is marked for each. */
  public void passStubbornly(Marker interrupts) {
    arrivals().mark(Tasks.pid());
    boolean through = false;
    while (!through) {
      try {
        awaitOpen();
        through = true;
      } catch (InterruptedException e) {
        interrupts.mark("interrupted");
      }
    }
  }

  /** The tasks that came here, a line with the process id for each. */
  public Marker arrivals() {
    return new Marker(path + ".arrivals");
  }

  /** For the test: waits until {@code count} tasks have come here. */
  public void awaitArrivals(int count) {
    eventually(() -> arrivals().count() >= count, () -> count + " tasks at the gate; there are " + arrivals().count());
  }

  @Override
  public void close() {
    open();
  }

  /** For a task: waits until it is open. */
  void awaitOpen() throws InterruptedException {
    for (long start = System.nanoTime(); !isOpen(); ) {
      Thread.sleep(POLL_MILLIS);
      if (System.nanoTime() - start > FORGOTTEN_NANOS) {
        throw new IllegalStateException("nobody opened " + path);
      }
    }
  }
}
