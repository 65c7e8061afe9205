package dev.offload.benchmarks.harness;

/**
 * One of those who do the work of a bar.
 *
 * @param name how tables and charts call it
 * @param role what it is compared as
 * @param opening starts what it needs
 */
public record Contestant(String name, Role role, Opening opening) {
  /** What a contestant is compared as. */
  public enum Role {
    /** What is to be measured; one in each bar. */
    OFFLOAD,
    /** What the machine needs; at most one in each bar. */
    FLOOR,
    /** Another that does the same. */
    PEER
  }

  /** Starts what a contestant needs. */
  @FunctionalInterface
  public interface Opening {
    /**
     * Starts it.
     *
     * @throws NotRunException if it cannot take part here
     */
    Sampler open() throws Exception;
  }

  /** The subject of a bar. */
  public static Contestant offload(String name, Opening opening) {
    return new Contestant(name, Role.OFFLOAD, opening);
  }

  /** The floor of a bar. */
  public static Contestant floor(String name, Opening opening) {
    return new Contestant(name, Role.FLOOR, opening);
  }

  /** A peer. */
  public static Contestant peer(String name, Opening opening) {
    return new Contestant(name, Role.PEER, opening);
  }
}
