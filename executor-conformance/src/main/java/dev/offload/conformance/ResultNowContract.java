package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.awaitDone;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The methods of JDK 19's {@code Future}, on 17 too: rule R6. */
public interface ResultNowContract extends ContractSubject {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("R6: resultNow gives a value, exceptionNow a failure, and each refuses the other")
  default void now_ofAFinishedFuture_givesItsOutcomeOnly() {
    try (TaskExecutor executor = open()) {
      TaskFuture<Integer> value = executor.submit(() -> 1);
      TaskFuture<Object> failure = executor.submit(() -> Tasks.fail("broken"));
      awaitDone(List.of(value, failure));

      assertEquals(1, value.resultNow());
      assertThrows(IllegalStateException.class, value::exceptionNow);
      assertEquals("broken", failure.exceptionNow().getMessage());
      assertThrows(IllegalStateException.class, failure::resultNow);
    }
  }

  @Test
  @DisplayName("R6: resultNow and exceptionNow refuse a future that runs, waits or was cancelled")
  default void now_ofAFutureWithoutOutcome_throws(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);
      TaskFuture<Integer> waiting = executor.submit(() -> 1);
      TaskFuture<Integer> cancelled = executor.submit(() -> 2);
      cancelled.cancel(false);

      for (TaskFuture<?> future : List.of(running, waiting, cancelled)) {
        assertThrows(IllegalStateException.class, future::resultNow);
        assertThrows(IllegalStateException.class, future::exceptionNow);
      }
    }
  }

  @Test
  @DisplayName("R6: no method of ours is named state()")
  default void future_ofOurs_declaresNoMethodNamedState() {
    try (TaskExecutor executor = open()) {
      for (Class<?> type = executor.submit(() -> 1).getClass(); type != null; type = type.getSuperclass()) {
        assertNoStateMethod(type);
        Arrays.stream(type.getInterfaces()).filter(face -> face.getName().startsWith("dev.offload."))
            .forEach(ResultNowContract::assertNoStateMethod);
      }
      assertNoStateMethod(TaskFuture.class);
    }
  }

  private static void assertNoStateMethod(Class<?> type) {
    Arrays.stream(type.getDeclaredMethods()).forEach(method -> assertNotEquals("state", method.getName(), type.getName()));
  }

  @Test
  @DisplayName("R6: where the JDK has Future.state(), it agrees with ours")
  default void state_ofTheJdk_agreesWithStatus() throws ReflectiveOperationException {
    Optional<Method> state = Arrays.stream(Future.class.getMethods()).filter(method -> method.getName().equals("state")).findFirst();
    try (TaskExecutor executor = open()) {
      TaskFuture<Integer> value = executor.submit(() -> 1);
      TaskFuture<Object> failure = executor.submit(() -> Tasks.fail("broken"));
      awaitDone(List.of(value, failure));

      // On JDK 17 and 18 there is none, which is what has to hold there.
      assertEquals(Runtime.version().feature() >= 19, state.isPresent());
      if (state.isPresent()) {
        assertEquals("SUCCESS", state.get().invoke(value).toString());
        assertEquals("FAILED", state.get().invoke(failure).toString());
      }
      assertTrue(value.status().isDone());
    }
  }
}
