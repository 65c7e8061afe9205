package dev.offload.examples;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.spi.Backends;
import java.io.PrintWriter;

/**
 * An example that is to have a certain outcome, on every backend.
 *
 * @param <O> the outcome
 */
public abstract class Program<O> extends Example<O> {
  /** Tells whether the outcome is as it should be; {@code isolates} says whether workers have static fields of their own. */
  protected abstract boolean isRight(O outcome, boolean isolates);

  /** Runs it, and tells what is wrong with the outcome; empty if nothing is. */
  public final String mistake(ExecutorConfig config, PrintWriter out) {
    try {
      O outcome = run(config, out);
      boolean isolates = Backends.find(config).capabilities().contains(Capability.ISOLATES);
      return isRight(outcome, isolates) ? "" : "the outcome is " + outcome;
    } catch (Exception e) {
      return e.toString();
    }
  }
}
