package dev.offload.examples;

import dev.offload.ExecutorConfig;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;

/**
 * An example that is to have a certain outcome, on every backend.
 *
 * @param <O> the outcome
 */
public abstract class Program<O> extends Example<O> {
  /** Tells whether the outcome is as it should be where workers are of this kind. */
  protected abstract boolean isRight(O outcome, WorkerKind workers);

  /** Runs it, and tells what came of it. */
  public final Trial trial(ExecutorConfig config, PrintWriter out) {
    ExecutorConfig complete = withDefaults(config);
    try {
      O outcome = run(complete, out);
      return isRight(outcome, WorkerKind.of(complete)) ? Trial.right() : Trial.wrong("the outcome is " + outcome);
    } catch (Exception e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      return cause instanceof UnsupportedOperationException && cause.getMessage() != null
          ? Trial.refused(cause.getMessage())
          : Trial.wrong(e.toString());
    }
  }
}
