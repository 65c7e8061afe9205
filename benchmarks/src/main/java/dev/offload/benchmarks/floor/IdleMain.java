package dev.offload.benchmarks.floor;

import java.io.IOException;

/** An empty program that stays until its standard input ends, so that its memory can be looked at. */
public final class IdleMain {
  private IdleMain() {}

  /** Waits. */
  public static void main(String[] arguments) throws IOException {
    System.in.read();
  }
}
