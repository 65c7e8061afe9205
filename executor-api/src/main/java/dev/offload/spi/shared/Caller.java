package dev.offload.spi.shared;

/**
 * Who asks something of a shared object.
 *
 * @param worker the worker it is in; {@link #HERE} in the JVM of the executor
 * @param thread its id, which means something in that JVM only
 */
public record Caller(Object worker, long thread) {
  /** The JVM of the executor, which never ends before its objects. */
  public static final Object HERE = "the executor's own JVM";

  static Caller here() {
    return new Caller(HERE, Thread.currentThread().getId());
  }
}
