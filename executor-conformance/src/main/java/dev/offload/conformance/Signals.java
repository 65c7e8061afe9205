package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Signals to other processes, by the program that every POSIX system has for them. */
final class Signals {
  private Signals() {}

  static void send(String signal, long pid) {
    try {
      int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + signal + " " + pid + " ended with code " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a signal was sent", e);
    }
  }

  /** Stops a process, and waits until it stands still. */
  static void stop(long pid) {
    send("STOP", pid);
    eventually(() -> standsStill(pid), "the standstill of process " + pid);
  }

  /** Where the system does not tell, a signal that was sent has to do. */
  private static boolean standsStill(long pid) throws IOException {
    Path file = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.exists(file)) {
      return true;
    }
    String stat = Files.readString(file);
    return stat.startsWith(") T ", stat.lastIndexOf(')'));
  }
}
