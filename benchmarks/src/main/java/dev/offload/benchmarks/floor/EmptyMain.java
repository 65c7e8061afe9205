package dev.offload.benchmarks.floor;

/** The least that a program can be: what starting a JVM takes. */
public final class EmptyMain {
  private EmptyMain() {}

  /** Does nothing. */
  public static void main(String[] arguments) {}
}
