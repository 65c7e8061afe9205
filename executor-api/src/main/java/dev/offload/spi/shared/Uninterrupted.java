package dev.offload.spi.shared;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;

/** Work on file channels, which an interrupt of the thread would close: it is kept for later. */
final class Uninterrupted {
  private Uninterrupted() {}

  interface Work<T> {
    T run() throws IOException;
  }

  /** Does the work, once more from its beginning where an interrupt came amidst it. */
  static <T> T call(Work<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.run();
        } catch (ClosedByInterruptException | FileLockInterruptionException e) {
          interrupted = true;
          Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
