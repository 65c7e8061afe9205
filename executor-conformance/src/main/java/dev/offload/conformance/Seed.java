package dev.offload.conformance;

import java.util.Random;

/**
 * Where the random choices of a test begin: the system property {@code conformance.seed}, or the clock. It is told where the test fails,
 * so that the same choices can be made again.
 *
 * @param value the seed
 */
record Seed(long value) {
  /** What a test does with its random choices. */
  interface Body {
    void run(Random random) throws Exception;
  }

  static Seed drawn() {
    return new Seed(Long.getLong("conformance.seed", System.nanoTime()));
  }

  /** Runs the test, and says where the choices began if it fails. */
  void tellOnFailure(Body body) {
    try {
      body.run(new Random(value));
    } catch (Exception | AssertionError e) {
      throw new AssertionError("with -Dconformance.seed=" + value + ": " + e.getMessage(), e);
    }
  }
}
