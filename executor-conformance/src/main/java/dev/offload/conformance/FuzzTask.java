package dev.offload.conformance;

import dev.offload.Task;
import dev.offload.TaskContext;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * A task of the kill fuzz. Before it does anything else each of its runs leaves a line in a file that only this task has; so what ran how
 * often is known from outside, whatever became of the JVMs.
 *
 * @param number which one it is
 * @param kind what it does
 * @param load what it is given
 * @param runs where its runs leave their lines
 */
record FuzzTask(int number, Kind kind, byte[] load, Marker runs) implements Task<FuzzTask.Answer> {
  private static final int LARGE_BYTES = 1 << 20;

  /** What a task does. */
  enum Kind { TINY, SLOW, LARGE_ARGUMENT, LARGE_RESULT }

  /** What came back: the line of the run that gave it, and the value. */
  record Answer(String run, byte[] value) implements Serializable {}

  static FuzzTask make(int number, Kind kind, Path directory) {
    byte[] load = randomBytes(number, kind == Kind.LARGE_ARGUMENT ? LARGE_BYTES : Long.BYTES);
    return new FuzzTask(number, kind, load, new Marker(directory.resolve("task-" + number).toString()));
  }

  @Override
  public Answer call() throws InterruptedException {
    String run = number + " " + TaskContext.current().attempt() + " " + Tasks.pid();
    runs.mark(run);
    if (kind == Kind.SLOW) {
      Thread.sleep(1 + number % 10);
    }
    return new Answer(run, value());
  }

  /** The value, which depends on each byte of the load. The test computes it too. */
  byte[] value() {
    CRC32 sum = new CRC32();
    sum.update(load);
    return kind == Kind.LARGE_RESULT
        ? randomBytes(sum.getValue(), LARGE_BYTES)
        : ByteBuffer.allocate(Long.BYTES).putLong(sum.getValue()).array();
  }

  private static byte[] randomBytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
