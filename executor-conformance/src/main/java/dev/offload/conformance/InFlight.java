package dev.offload.conformance;

import static dev.offload.conformance.ContractSubject.PATIENCE;
import static dev.offload.conformance.Eventually.eventually;

import dev.offload.Task;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Brings a blow to a worker while many bytes are on their way to or from it. They stay on their way because the parent's thread that
 * moves them is held: it makes a result of bytes, and that one waits at a gate. The blow comes from a thread that the task of this result
 * left behind in the worker.
 */
final class InFlight implements AutoCloseable {
  /** More than any socket takes at once. */
  static final int STUCK_BYTES = 16 << 20;

  private final TaskExecutor executor;
  private final Blow blow;
  private final Gate ambush;
  private final Gate parent;

  private InFlight(TaskExecutor executor, Blow blow, Path directory) {
    this.executor = executor;
    this.blow = blow;
    this.ambush = Gate.in(directory);
    this.parent = Gate.in(directory);
  }

  /** Holds the parent's thread of the only worker of {@code executor}. */
  static InFlight begin(TaskExecutor executor, Blow blow, Path directory) {
    InFlight inFlight = new InFlight(executor, blow, directory);
    executor.submit(new Ambush(inFlight.ambush, blow, inFlight.parent));
    inFlight.parent.awaitArrivals(1);
    return inFlight;
  }

  /** The length of an argument of so many bytes that was on its way when the blow came. */
  TaskFuture<Integer> whileSent(TaskOptions options, int bytes) {
    return struck(executor.submit(options, argument -> argument.length, new byte[bytes]));
  }

  /** A result of so many bytes that was on its way when the blow came. */
  TaskFuture<byte[]> whileReturned(TaskOptions options, int bytes) {
    Gate returning = new Gate(ambush.path() + ".returning");
    TaskFuture<byte[]> future = executor.submit(options, gate -> {
      gate.arrivals().mark(Tasks.pid());
      return new byte[bytes];
    }, returning);
    returning.awaitArrivals(1);
    return struck(future);
  }

  private <T> TaskFuture<T> struck(TaskFuture<T> future) {
    ambush.open();
    blow.awaitAndJoin();
    awaitEffect();
    // Only now may the bytes go on, or what is left of them.
    parent.open();
    return future;
  }

  private void awaitEffect() {
    if (blow.fault().endsItsJvm()) {
      ProcessHandle.of(blow.pid()).ifPresent(InFlight::awaitEnd);
    } else if (blow.fault() != Fault.STOP) {
      eventually(() -> blow.survivors().count() == 1, () -> "the end of " + blow);
    }
  }

  /** Waits until a worker is no more. */
  static void awaitEnd(ProcessHandle worker) {
    worker.onExit().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void close() {
    ambush.open();
    parent.open();
  }

  /** Leaves a thread that strikes when the worker's own thread has no more to do, and returns what holds the parent. */
  private record Ambush(Gate gate, Blow blow, Gate parent) implements Task<Trap> {
    @Override
    public Trap call() {
      Thread worker = Thread.currentThread();
      Thread thread = new Thread(() -> strikeBehind(worker), "ambush");
      thread.setDaemon(true);
      thread.start();
      return Trap.whenRead(Blow.pauseAt(parent));
    }

    private void strikeBehind(Thread worker) {
      try {
        gate.awaitOpen();
        // It waits for work, or for its bytes to be taken, only after it has said all of the last result.
        while (!waits(worker)) {
          Thread.sleep(1);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted before it struck", e);
      }
      blow.strikeUnseen();
    }

    private static boolean waits(Thread worker) {
      return worker.getState() == Thread.State.WAITING
          || Arrays.stream(worker.getStackTrace()).anyMatch(frame -> frame.getClassName().endsWith("SelectorImpl"));
    }
  }
}
