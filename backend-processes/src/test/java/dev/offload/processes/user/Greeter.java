package dev.offload.processes.user;

/** A service that the program finds by {@link java.util.ServiceLoader}. */
public interface Greeter {
  /** A word of greeting. */
  String greet();
}
