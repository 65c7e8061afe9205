package dev.offload.conformance;

import static com.google.common.util.concurrent.MoreExecutors.directExecutor;
import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.awaitDone;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners: rules L1 to L4. Here L1 and L2. */
public interface ListenerContract extends SlowListenerContract, CopyContract {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("L1: listeners run once each, in order of registration")
  default void listeners_ofAFuture_runOnceInOrder(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    List<Integer> told = Collections.synchronizedList(new ArrayList<>());
    List<Integer> expected = IntStream.range(0, 50).boxed().toList();
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, gate);
      expected.forEach(number -> future.addListener(() -> told.add(number), directExecutor()));

      boolean early = !told.isEmpty();
      gate.open();
      eventually(() -> told.size() >= expected.size(), () -> "every listener; told were " + told);

      assertEquals(false, early, "no listener runs before the outcome");
    }
    assertEquals(expected, told);
  }

  @Test
  @DisplayName("L1: a listener sees the outcome, whichever it is")
  default void listener_ofAnyOutcome_seesIt(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> value = Tasks.begin(executor, gate);
      TaskFuture<Object> failure = executor.submit(() -> Tasks.fail("broken"));
      TaskFuture<Integer> cancelled = executor.submit(() -> 1);
      for (TaskFuture<?> future : List.of(value, failure, cancelled)) {
        future.addListener(() -> seen.add(future.status() + " " + future.isDone()), directExecutor());
      }

      cancelled.cancel(false);
      gate.open();
      eventually(() -> seen.size() >= 3, () -> "every listener; seen was " + seen);
    }
    Collections.sort(seen);
    assertEquals(List.of("CANCELLED true", "FAILED true", "SUCCEEDED true"), seen);
  }

  @Test
  @DisplayName("L1: a listener added to a finished future runs at once")
  default void listener_ofAFinishedFuture_runsAtOnce() {
    try (TaskExecutor executor = open()) {
      TaskFuture<Integer> value = executor.submit(() -> 1);
      TaskFuture<Object> failure = executor.submit(() -> Tasks.fail("broken"));
      awaitDone(List.of(value, failure));
      List<Thread> ranIn = new ArrayList<>();

      value.addListener(() -> ranIn.add(Thread.currentThread()), directExecutor());
      failure.addListener(() -> ranIn.add(Thread.currentThread()), directExecutor());

      assertEquals(List.of(Thread.currentThread(), Thread.currentThread()), ranIn);
    }
  }

  @Test
  @DisplayName("L1: a listener is handed to the executor it was given, before the outcome or after it")
  default void listener_withAnExecutor_isHandedToIt(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    List<Runnable> handed = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger ran = new AtomicInteger();
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, gate);
      future.addListener(ran::incrementAndGet, handed::add);
      gate.open();
      valueOf(future);
      eventually(() -> handed.size() == 1, "the executor to be handed the listener");

      future.addListener(ran::incrementAndGet, handed::add);

      assertEquals(2, handed.size());
      assertEquals(0, ran.get(), "it is for that executor to run it");
      handed.forEach(Runnable::run);
      assertEquals(2, ran.get());
    }
  }

  @Test
  @DisplayName("L1: Guava's callbacks and transformations work on our futures")
  default void future_withGuavasFutures_works() {
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    try (TaskExecutor executor = open()) {
      TaskFuture<Integer> value = executor.submit(() -> 6);
      TaskFuture<Integer> failure = executor.submit(Tasks::squareUnless, 1, 1);

      ListenableFuture<Integer> transformed = Futures.transform(value, number -> number * 7, directExecutor());
      ListenableFuture<List<@Nullable Integer>> both = Futures.successfulAsList(value, failure);
      Futures.addCallback(failure, new FutureCallback<>() {
        @Override
        public void onSuccess(Integer result) {
          told.add(result);
        }

        @Override
        public void onFailure(Throwable thrown) {
          told.add(thrown.getClass().getSimpleName());
        }
      }, directExecutor());

      assertEquals(42, valueOf(transformed));
      assertEquals(2, valueOf(both).size());
      eventually(() -> told.equals(List.of("IOException")), () -> "the callback; told was " + told);
    }
  }

  @Test
  @DisplayName("L1: listeners added while the task ends are all told, once, 1,000 times")
  default void listener_addedWhileTheTaskEnds_isToldOnce() {
    requires(Capability.CONCURRENT);
    AtomicInteger told = new AtomicInteger();
    try (TaskExecutor executor = open()) {
      for (int i = 0; i < ROUNDS; i++) {
        TaskFuture<Integer> future = executor.submit(Tasks::square, i);
        for (int j = 0; j < 10; j++) {
          future.addListener(told::incrementAndGet, directExecutor());
        }
      }
      eventually(() -> told.get() >= 10 * ROUNDS, () -> "10,000 calls; there were " + told);
    }
    assertEquals(10 * ROUNDS, told.get());
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("L2: a listener that throws, even an Error, keeps no other from running")
  default void listener_thatThrows_harmsNoOther(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      final String worker = valueOf(executor.submit(Tasks::worker));
      TaskFuture<String> value = Tasks.begin(executor, gate);
      TaskFuture<Integer> cancelled = executor.submit(() -> 1);
      addThrowingListeners(value, told);
      addThrowingListeners(cancelled, told);

      assertTrue(cancelled.cancel(false), "cancel does not throw what a listener throws");
      gate.open();

      eventually(() -> told.size() >= 10, () -> "the listeners that do not throw; told were " + told);
      assertEquals(worker, valueOf(executor.submit(Tasks::worker)), "the worker lives on");
      assertEquals("held", valueOf(value));
      addThrowingListeners(value, told);
      assertEquals(15, told.size(), "what is added late is told, and its adder gets no exception");
    }
  }

  private static void addThrowingListeners(TaskFuture<?> future, List<String> told) {
    Executor refusing = command -> {
      throw new RejectedExecutionException("by the listener's executor");
    };
    List<Runnable> throwing = List.of(
        () -> {
          throw new IllegalStateException("a listener's exception");
        },
        () -> {
          throw new AssertionError("a listener's error");
        },
        () -> Tasks.recurse(0),
        () -> {
          throw new Nasty.Untouchable();
        });
    for (Runnable listener : throwing) {
      future.addListener(listener, directExecutor());
      future.addListener(() -> told.add("told"), directExecutor());
    }
    future.addListener(() -> told.add("never"), refusing);
    future.addListener(() -> told.add("told"), directExecutor());
  }

  @Test
  @DisplayName("L2: a thousand listeners that throw cost no thread and no result")
  default void listeners_thousandThatThrow_harmNothing() throws Exception {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open()) {
      List<TaskFuture<Integer>> futures = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        TaskFuture<Integer> future = executor.submit(Tasks::square, i);
        future.addListener(() -> {
          throw new AssertionError("every time");
        }, directExecutor());
        futures.add(future);
      }
      for (int i = 0; i < ROUNDS; i++) {
        assertEquals(i * i, futures.get(i).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
      }
    }
  }
}
