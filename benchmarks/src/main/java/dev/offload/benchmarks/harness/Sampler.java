package dev.offload.benchmarks.harness;

/** Does a contestant's work once per call and tells its value. Called by one thread. */
@FunctionalInterface
public interface Sampler extends AutoCloseable {
  /** Does the work, and returns the value in the unit of the bar. */
  double sample() throws Exception;

  /** Ends what was opened for it. */
  @Override
  default void close() {}

  /** This sampler, which also closes something when it is closed. */
  default Sampler closing(Runnable end) {
    Sampler self = this;
    return new Sampler() {
      @Override
      public double sample() throws Exception {
        return self.sample();
      }

      @Override
      public void close() {
        self.close();
        end.run();
      }
    };
  }
}
