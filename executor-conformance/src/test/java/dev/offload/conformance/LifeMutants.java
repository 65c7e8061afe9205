package dev.offload.conformance;

import static dev.offload.conformance.ContractSubject.PATIENCE;
import static dev.offload.conformance.Mutants.config;
import static dev.offload.conformance.Mutants.executor;
import static dev.offload.conformance.Mutants.mutant;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.offload.Action;
import dev.offload.ExecutorConfig;
import dev.offload.RetryOn;
import dev.offload.ShutdownMode;
import dev.offload.Task;
import dev.offload.TaskExecutor;
import dev.offload.TaskOptions;
import dev.offload.conformance.MutantsTest.Mutant;
import dev.offload.conformance.Mutation.Call;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Executors that are wrong in their workers and their end. */
final class LifeMutants {
  private static final String LEFT_FILE = "offload-" + ProcessHandle.current().pid() + "-left-";

  private LifeMutants() {}

  static List<Mutant> ofWorkers() {
    return List.of(
        mutant("E1: one worker more than asked for", MutantsTest.LifeCycle.class, "tasks_manyBlocked_useAllWorkersAndNoMore",
            config(asked -> asked.withWorkers(asked.workers() + 1)), "tasks that ran at once"),
        mutant("E1: each task gets a worker of its own", MutantsTest.LifeCycle.class, "tasks_oneAfterAnother_useOneWorker",
            config(asked -> asked.toBuilder().maxTasksPerWorker(1).build()), "worker-1", "worker-2"),
        mutant("E1: a resize is ignored", MutantsTest.LifeCycle.class, "resize_upWhileBusy_startsMoreWorkers",
            executor("resize", (right, call) -> null), "3 tasks at the gate"),
        mutant("E2: the initializer runs before each task", MutantsTest.LifeCycle.class,
            "initializer_ofEachWorker_runsOnceBeforeItsTasks", new InitializerPerTask(), "initialized, task, initialized"),
        mutant("E4: CANCEL_PENDING cancels nothing", MutantsTest.LifeCycle.class, "shutdownCancelPending_whileBusy_cancelsWhatWaits",
            executor("shutdown", (right, call) -> call.pass(
                call.argument(0) == ShutdownMode.CANCEL_PENDING ? ShutdownMode.FINISH_ACCEPTED : call.argument(0))),
            "a cancellation was due"));
  }

  static List<Mutant> ofTheEnd() {
    return List.of(
        mutant("E4: shutdown cancels what waits", MutantsTest.LifeCycle.class, "shutdown_afterFiftyTasks_finishesThem",
            executor("shutdown", (right, call) -> call.pass(ShutdownMode.CANCEL_PENDING)), "no value in"),
        mutant("E5: awaitTermination is always true", MutantsTest.LifeCycle.class, "awaitTermination_whileATaskRuns_isFalse",
            executor("awaitTermination", (right, call) -> (boolean) call.pass() || true), "[false, false, false]"),
        mutant("E5: close leaves a thread behind", MutantsTest.LifeCycle.class, "close_afterWork_leavesNothingAtThatMoment",
            executor("close", (right, call) -> leavingAThread(call)), "offload-leak"),
        mutant("E5: close leaves a thread behind, in a test that does not look for it", MutantsTest.States.class,
            "future_thatSucceeded_staysSucceeded", executor("close", (right, call) -> leavingAThread(call)),
            "what the test left behind", "offload-leak", "sleepUninterruptibly"),
        mutant("E5: close leaves a file behind, in a test that does not look for it", MutantsTest.States.class,
            "future_thatFailed_staysFailed", executor("close", (right, call) -> leavingAFile(call)),
            "what the test left behind", "temporary file", LEFT_FILE),
        mutant("E9: every failure is tried again", MutantsTest.LifeCycle.class, "task_thatThrows_runsOnceUnlessItAllowsMore",
            executor("submit", (right, call) -> call.pass(
                call.withFirst(TaskOptions.defaults().withRetries(1, RetryOn.ANY_FAILURE)))), "attempt 2"),
        mutant("E7: every task has the same name", MutantsTest.LifeCycle.class, "context_ofATask_tellsWhatItIs",
            executor("submit", (right, call) -> call.pass(call.withFirst(TaskOptions.named("task")))), "digest"),
        mutant("E7: progress does not reach the future", MutantsTest.LifeCycle.class,
            "context_progress_reachesTheFuture",
            Mutants.future("progress", (right, call) -> Optional.empty()), "the progress"));
  }

  private static Object leavingAThread(Call call) throws Throwable {
    Thread thread = new Thread(() -> Uninterruptibles.sleepUninterruptibly(PATIENCE.multipliedBy(2)), "offload-leak");
    thread.setDaemon(true);
    thread.start();
    return call.pass();
  }

  private static Object leavingAFile(Call call) throws Throwable {
    try {
      File.createTempFile(LEFT_FILE, "").deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return call.pass();
  }

  /** Runs the initializer with each task instead of with each worker. */
  private static final class InitializerPerTask extends Mutation {
    private Action initializer = () -> { };

    @Override
    ExecutorConfig config(ExecutorConfig asked) {
      initializer = asked.initializer().orElse(initializer);
      return new ExecutorConfig(asked.backend(), asked.workers(), asked.prestart(), asked.queueLimit(), asked.queuePolicy(),
          asked.maxTasksPerWorker(), asked.idleTimeout(), asked.cancelGrace(), asked.maxStartFailures(), Optional.empty(),
          asked.outputListener(), asked.options());
    }

    @Override
    Object onExecutor(TaskExecutor right, Call call) throws Throwable {
      if (call.is("submit") && call.argument(1) instanceof Task<?> task) {
        Action first = initializer;
        return right.submit(() -> {
          first.run();
          return task.call();
        });
      }
      return call.pass();
    }
  }
}
