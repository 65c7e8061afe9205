package dev.offload.conformance;

import static dev.offload.conformance.ContractSubject.PATIENCE;

import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Brings a blow to its stage. For the stages at which bytes are on their way see {@link InFlight}. */
final class Provocation {
  private Provocation() {}

  /** The future of the task that it hits. At the listener's stage the blow is over when this returns, at the others it may be to come. */
  static TaskFuture<?> at(Stage stage, Blow blow, TaskExecutor executor, TaskOptions options) throws InterruptedException {
    return switch (stage) {
      case ENCODE_TASK -> executor.submit(options, Trap::survive, Trap.whenWritten(blow));
      case DECODE_TASK -> executor.submit(options, Trap::survive, Trap.whenRead(blow));
      case RUN -> executor.submit(options, blow);
      case ENCODE_RESULT -> executor.submit(options, Trap::whenWritten, blow);
      case DECODE_RESULT -> executor.submit(options, Trap::whenRead, blow);
      case LISTENER -> atListener(blow, executor, options);
      default -> throw new IllegalArgumentException("stage must be one at which user code runs, was " + stage);
    };
  }

  private static TaskFuture<?> atListener(Blow blow, TaskExecutor executor, TaskOptions options) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    try (Gate held = new Gate(blow.gate().path() + ".held")) {
      TaskFuture<String> future = executor.submit(options, gate -> {
        gate.pass();
        return Blow.SURVIVED;
      }, held);
      // Before it is done: a listener of a future that is done runs in this thread.
      future.addListener(blow::strike, MoreExecutors.directExecutor());
      future.addListener(over::countDown, MoreExecutors.directExecutor());
      held.open();
      if (!over.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new AssertionError("the listener behind the one that was struck was not told of " + future);
      }
      return future;
    }
  }
}
