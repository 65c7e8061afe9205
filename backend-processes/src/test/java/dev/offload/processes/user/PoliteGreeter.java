package dev.offload.processes.user;

/** What {@code META-INF/services} of the program names. */
public final class PoliteGreeter implements Greeter {
  /** For {@link java.util.ServiceLoader}. */
  public PoliteGreeter() {}

  @Override
  public String greet() {
    return "good day";
  }
}
