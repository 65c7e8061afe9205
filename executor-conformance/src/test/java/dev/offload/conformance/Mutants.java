package dev.offload.conformance;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import dev.offload.conformance.MutantsTest.Mutant;
import dev.offload.conformance.Mutation.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** Executors whose futures are wrong on purpose, and the test that has to find each. */
final class Mutants {
  private Mutants() {}

  static List<Mutant> ofFutures() {
    List<Mutant> all = new ArrayList<>();
    all.addAll(ofOutcomes());
    all.addAll(ofCancelling());
    all.addAll(ofListenersAndWaits());
    return all;
  }

  static Mutant mutant(String what, Class<?> binding, String test, Mutation mutation, String... words) {
    return new Mutant(what, mutation, binding, test, List.of(words));
  }

  /** A mutation of one method of futures. */
  static Mutation future(String method, FutureChange change) {
    return new Mutation() {
      @Override
      Object onFuture(TaskFuture<?> right, Call call) throws Throwable {
        return call.is(method) ? change.apply(right, call) : call.pass();
      }
    };
  }

  /** A mutation of one method of executors. */
  static Mutation executor(String method, ExecutorChange change) {
    return new Mutation() {
      @Override
      Object onExecutor(TaskExecutor right, Call call) throws Throwable {
        return call.is(method) ? change.apply(right, call) : call.pass();
      }
    };
  }

  static Mutation config(UnaryOperator<ExecutorConfig> change) {
    return new Mutation() {
      @Override
      ExecutorConfig config(ExecutorConfig asked) {
        return change.apply(asked);
      }
    };
  }

  interface FutureChange {
    Object apply(TaskFuture<?> right, Call call) throws Throwable;
  }

  interface ExecutorChange {
    Object apply(TaskExecutor right, Call call) throws Throwable;
  }

  private static List<Mutant> ofOutcomes() {
    Map<Object, ExecutionException> shared = new ConcurrentHashMap<>();
    return List.of(
        mutant("S1: a value that comes late replaces the cancellation", MutantsTest.States.class,
            "future_cancelledBeforeItsValue_staysCancelled",
            future("status", (right, call) -> right.isCancelled() && right.stopped().isDone() ? TaskStatus.SUCCEEDED : call.pass()),
            "CANCELLED", "SUCCEEDED"),
        mutant("S2: a task is RUNNING as soon as it is submitted", MutantsTest.States.class,
            "status_behindARunningTask_isPending",
            future("status", (right, call) -> right.status() == TaskStatus.PENDING ? TaskStatus.RUNNING : call.pass()),
            "PENDING", "RUNNING"),
        mutant("S3: listeners hear of a cancellation later", MutantsTest.States.class, "cancel_ofAPendingFuture_isSeenAtOnce",
            future("addListener", (right, call) -> call.pass(later((Runnable) call.argument(0)), call.argument(1))),
            "before cancel returned"),
        mutant("R1: the failure is another exception than the task's", MutantsTest.Results.class,
            "get_ofAFailedTask_throwsItsFailure",
            future("get", (right, call) -> passOr(call, e -> new ExecutionException(new RuntimeException(e.getMessage())))),
            "java.io.IOException"),
        mutant("R2: each get throws one and the same exception", MutantsTest.Results.class, "get_twice_throwsTwoExceptions",
            future("get", (right, call) -> passOr(call, e -> shared.computeIfAbsent(right, key -> e))),
            "not same"),
        mutant("R5: a get that runs out of time cancels the task", MutantsTest.Results.class, "get_withTimeout_throwsAndCancelsNothing",
            future("get", (right, call) -> cancelAfter(right, call)), "CancellationException"));
  }

  private static List<Mutant> ofCancelling() {
    return List.of(
        mutant("K2: cancel(false) cancels a running task", MutantsTest.Cancelling.class, "cancelFalse_running_isFalseAndNothingHappens",
            future("cancel", (right, call) -> right.cancel(true)), "cancel(false) of a running task"),
        mutant("K4: a second cancel is true", MutantsTest.Cancelling.class, "cancel_ofADoneFuture_isFalse",
            future("cancel", (right, call) -> right.cancel((boolean) call.argument(0)) || right.isDone()), "a second cancel"),
        mutant("K6: stopped() completes with the future, not with the work", MutantsTest.Cancelling.class,
            "stopped_ofATaskThatGoesOnAfterItsCancel_completesAtItsEnd",
            future("stopped", (right, call) -> right), "still ran"));
  }

  private static List<Mutant> ofListenersAndWaits() {
    return List.of(
        mutant("L1: a listener runs twice", MutantsTest.Listening.class, "listeners_ofAFuture_runOnceInOrder",
            future("addListener", (right, call) -> {
              call.pass();
              return call.pass();
            }), "[0, 1, 2", "0, 0, 1, 1"),
        mutant("L2: what a listener throws goes to who adds it", MutantsTest.Listening.class, "listener_thatThrows_harmsNoOther",
            future("addListener", (right, call) -> {
              if (right.isDone()) {
                ((Runnable) call.argument(0)).run();
                return null;
              }
              return call.pass();
            }), "a listener's exception"),
        mutant("L4: cancelling the copy cancels the task", MutantsTest.Listening.class, "copy_completedByItsHolder_leavesTheTaskAlone",
            future("toCompletableFuture", (right, call) -> {
              CompletableFuture<?> copy = right.toCompletableFuture();
              copy.whenComplete((value, failure) -> right.cancel(true));
              return copy;
            }), "RUNNING", "CANCELLED"),
        mutant("W2: a cancelled future is never done", MutantsTest.Waiting.class,
            "waitForException_cancelledThenFailed_returnsAtTheFailure",
            future("isDone", (right, call) -> right.isDone() && !right.isCancelled()), "cancelled"),
        mutant("W7: a wait cannot be interrupted", MutantsTest.Waiting.class, "wait_interrupted_throwsInterruptedException",
            future("get", (right, call) -> Uninterruptibles.getUninterruptibly(right)), "a failure was due"));
  }

  private static Runnable later(Runnable listener) {
    return () -> new Thread(() -> {
      Uninterruptibles.sleepUninterruptibly(50, TimeUnit.MILLISECONDS);
      listener.run();
    }).start();
  }

  interface ExceptionChange {
    ExecutionException apply(ExecutionException right);
  }

  private static Object passOr(Call call, ExceptionChange change) throws Throwable {
    try {
      return call.pass();
    } catch (ExecutionException e) {
      throw change.apply(e);
    }
  }

  private static Object cancelAfter(TaskFuture<?> right, Call call) throws Throwable {
    try {
      return call.pass();
    } catch (TimeoutException e) {
      right.cancel(true);
      throw e;
    }
  }
}
