package dev.offload.conformance;

import static dev.offload.conformance.Mutants.config;
import static dev.offload.conformance.Mutants.executor;
import static dev.offload.conformance.Mutants.mutant;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.Task;
import dev.offload.TaskFailedException;
import dev.offload.TaskOptions;
import dev.offload.conformance.MutantsTest.Mutant;
import dev.offload.conformance.Mutation.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/** Executors that are wrong in how they take tasks and maps. */
final class ExecutorMutants {
  private ExecutorMutants() {}

  static List<Mutant> ofSubmitting() {
    List<Object> remembered = new ArrayList<>();
    return List.of(
        mutant("C1: a task runs twice", MutantsTest.Submitting.class, "submit_fromManyThreads_runsEachTaskOnce",
            executor("submit", (right, call) -> {
              call.pass();
              return call.pass();
            }), "400"),
        mutant("C2: a null task is accepted", MutantsTest.Submitting.class, "submit_null_throwsBeforeAWorkerStarts",
            executor("submit", (right, call) -> call.argument(1) == null ? right.submit(() -> 1) : call.pass()),
            "NullPointerException"),
        mutant("C3: a task is accepted after shutdown", MutantsTest.Submitting.class, "submit_afterShutdown_isRejected",
            executor("submit", (right, call) -> accepted(call)), "RejectedExecutionException"),
        mutant("C5: what cannot travel is passed as it is", MutantsTest.Submitting.class, "submit_unsendableTask_failsWithThePath",
            config(asked -> asked.withOption("plain.copy", "false")), "a failure was due"),
        mutant("C6: nothing is copied", MutantsTest.Submitting.class, "submit_thenChange_isNotSeenInACopy",
            config(asked -> asked.withOption("plain.copy", "false")), "<3>", "<4>"),
        mutant("C7: priority is ignored", MutantsTest.Submitting.class, "tasks_ofSeveralPriorities_startHighestFirst",
            executor("submit", (right, call) -> call.pass(call.withFirst(((TaskOptions) call.argument(0)).withPriority(0)))),
            "1:2, 1:5"),
        mutant("C8: one task more than the limit may wait", MutantsTest.Submitting.class, "submit_toAFullQueueThatRejects_throws",
            config(asked -> asked.toBuilder().queueLimit(asked.queueLimit().orElse(1) + 1).build()), "RejectedExecutionException"),
        mutant("R7: arguments are remembered", MutantsTest.Results.class, "executor_afterCompletion_holdsNoArgument",
            executor("submit", (right, call) -> {
              remembered.add(call.arguments());
              return call.pass();
            }), "the argument of a task that is done to be collected"),
        mutant("K1: each task runs twice, in a storm of cancels", MutantsTest.Cancelling.class, "cancel_stormOfThem_losesNoTask",
            executor("submit", (right, call) -> {
              call.pass();
              return call.pass();
            }), "no task ran twice"),
        mutant("K3: the interrupt does not reach the task", MutantsTest.Cancelling.class, "cancelTrue_running_interruptsTheTask",
            executor("submit", (right, call) -> call.argument(1) instanceof Task<?> task
                ? right.submit(() -> uninterrupted(task)) : call.pass()), "the task's interrupt"),
        mutant("K5: the time-out is never enforced", MutantsTest.Cancelling.class, "task_overItsTime_failsAndIsInterrupted",
            executor("submit", (right, call) -> call.pass(call.withFirst(withoutTimeout((TaskOptions) call.argument(0))))),
            "a failure was due", "slow"));
  }

  private static Object accepted(Call call) throws Throwable {
    try {
      return call.pass();
    } catch (RejectedExecutionException e) {
      // No future, but no refusal either.
      return null;
    }
  }

  private static Object uninterrupted(Callable<?> task) {
    FutureTask<Object> elsewhere = new FutureTask<>(task::call);
    Thread thread = new Thread(elsewhere, "elsewhere");
    thread.setDaemon(true);
    thread.start();
    Uninterruptibles.joinUninterruptibly(thread);
    return "uninterrupted";
  }

  private static TaskOptions withoutTimeout(TaskOptions asked) {
    return new TaskOptions(asked.name(), Optional.empty(), asked.priority(), asked.retries(), asked.retryOn());
  }

  static List<Mutant> ofMaps() {
    return List.of(
        mutant("M1: map gives results in order of completion", MutantsTest.Mapping.class,
            "map_finishingInAnotherOrder_keepsTheInputsOrder",
            executor("map", (right, call) -> call.right().getClass()
                .getMethod("mapUnordered", call.method().getParameterTypes()).invoke(right, call.arguments())), "<[0, 1, 2", "<[1, 2, 3"),
        mutant("M2: twice as many elements as the buffer allows", MutantsTest.Mapping.class, "map_withBuffer_takesNoMoreThanItsSize",
            executor("map", (right, call) -> call.pass(call.withFirst(withTwiceTheBuffer((MapOptions) call.argument(0))))),
            "elements under way with bufferSize"),
        mutant("M2: the whole input is taken only as results are", MutantsTest.Mapping.class,
            "map_withoutBuffer_takesTheWholeInputAtOnce",
            executor("map", (right, call) -> call.pass(call.withFirst(((MapOptions) call.argument(0)).withBufferSize(2)))), "<100>"),
        mutant("M3: every failure ends the iteration", MutantsTest.Mapping.class, "map_elementThatFails_throwsAtItsPlace",
            executor("map", (right, call) -> call.pass(call.withFirst(((MapOptions) call.argument(0)).withFailFast(true)))),
            "every result was taken"),
        mutant("M3: failFast is ignored", MutantsTest.Mapping.class, "map_failFast_cancelsTheRest",
            executor("map", (right, call) -> call.pass(call.withFirst(((MapOptions) call.argument(0)).withFailFast(false)))),
            "<false>", "<true>"),
        mutant("M4: a failure costs the rest of its chunk", MutantsTest.Mapping.class, "map_oneFailure_costsOneElement",
            executor("map", (right, call) -> new WholeChunks((Results<?>) call.pass(), (MapOptions) call.argument(0))),
            "IOException, IOException"),
        mutant("M5: close cancels nothing", MutantsTest.Mapping.class, "close_midway_cancelsWhatIsNotTaken",
            executor("map", (right, call) -> new Unclosed((Results<?>) call.pass())), "<false>"));
  }

  private static MapOptions withTwiceTheBuffer(MapOptions asked) {
    OptionalInt size = asked.bufferSize();
    return size.isPresent() ? asked.withBufferSize(2 * size.getAsInt()) : asked;
  }

  /** After a failure, what comes from the same chunk fails too. */
  private static final class WholeChunks implements Results<Object> {
    private final Results<?> right;
    private final int chunkSize;
    private int taken;
    private int failedUpTo;
    private TaskFailedException failure;

    WholeChunks(Results<?> right, MapOptions options) {
      this.right = right;
      this.chunkSize = options.chunkSize().orElse(1);
    }

    @Override
    public boolean hasNext() {
      return right.hasNext();
    }

    @Override
    public Object next() {
      taken++;
      try {
        Object value = right.next();
        if (taken <= failedUpTo) {
          throw failure;
        }
        return value;
      } catch (TaskFailedException e) {
        failure = e;
        failedUpTo = (taken + chunkSize - 1) / chunkSize * chunkSize;
        throw e;
      }
    }

    @Override
    public void close() {
      right.close();
    }
  }

  /** Goes on as if it had not been closed. */
  private record Unclosed(Results<?> right) implements Results<Object> {
    @Override
    public boolean hasNext() {
      return right.hasNext();
    }

    @Override
    public Object next() {
      return right.next();
    }

    @Override
    public void close() {
      // This is what is wrong with it.
    }
  }
}
