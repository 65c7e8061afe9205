package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Action;
import dev.offload.Capability;
import dev.offload.Task;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskTransferException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms in which a task can be written down: rule C4. Half of what is proved here is that it compiles. */
public interface TaskFormContract extends ContractSubject {
  @Test
  @DisplayName("C4: lambdas that give a value, none, or throw, need no cast")
  default void submit_lambda_needsNoCast(@TempDir Path directory) {
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open()) {
      int captured = 6;
      TaskFuture<Integer> value = executor.submit(() -> captured * 7);
      TaskFuture<String> block = executor.submit(() -> {
        return "block" + captured;
      });
      TaskFuture<@Nullable Void> nothing = executor.submit(() -> marks.mark("ran"));
      TaskFuture<@Nullable Void> nothingInABlock = executor.submit(() -> {
        marks.mark("ran too");
      });
      TaskFuture<?> throwing = executor.submit(() -> {
        throw new IOException("always");
      });
      TaskFuture<@Nullable Void> mayThrow = executor.submit(() -> Thread.sleep(0));

      assertEquals(42, valueOf(value));
      assertEquals("block6", valueOf(block));
      assertNull(valueOf(nothing));
      assertNull(valueOf(nothingInABlock));
      assertNull(valueOf(mayThrow));
      assertEquals(2, marks.count());
      assertEquals("always", messageOf(failureOf(IOException.class, throwing)));
    }
  }

  @Test
  @DisplayName("C4: a lambda that never ends needs no cast, with options or without")
  default void submit_endlessLambda_needsNoCast() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open()) {
      TaskFuture<?> endless = executor.submit(() -> {
        while (true) {
          Thread.sleep(1);
        }
      });
      TaskFuture<?> endlessToo = executor.submit(TaskOptions.named("endless"), () -> {
        while (true) {
          Thread.sleep(1);
        }
      });

      assertTrue(endless.cancel(true));
      assertTrue(endlessToo.cancel(true));
    }
  }

  @Test
  @DisplayName("C4: references to static, bound, unbound methods and constructors travel")
  default void submit_methodReference_travels() {
    TaskForms forms = new TaskForms(10);
    try (TaskExecutor executor = open()) {
      assertTrue(valueOf(executor.submit(Tasks::pid)) > 0);
      assertEquals(3, valueOf(executor.submit("abc"::length)));
      assertEquals(14, valueOf(executor.submit(forms::method)));
      assertEquals(9, valueOf(executor.submit(Tasks::square, 3)));
      assertEquals(3, valueOf(executor.submit(String::length, "abc")));
      assertEquals(5, valueOf(executor.submit(Integer::sum, 2, 3)));
      assertEquals(new TaskForms.Doubled(4), valueOf(executor.submit(TaskForms.Doubled::new, 4)));
      assertEquals(9, valueOf(executor.submit(TaskOptions.named("square"), Tasks::square, 3)));
      assertEquals(5, valueOf(executor.submit(TaskOptions.named("sum"), Integer::sum, 2, 3)));
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("C4: records, anonymous, inner and local classes travel with what they hold")
  default void submit_classOfAnyKind_travels() {
    /** A task of a local class. */
    record Local(int value) implements Task<Integer> {
      @Override
      public Integer call() {
        return value;
      }
    }

    TaskForms forms = new TaskForms(10);
    try (TaskExecutor executor = open()) {
      assertEquals(8, valueOf(executor.submit(new TaskForms.Doubled(4))));
      assertEquals(5, valueOf(executor.submit(new Local(5))));
      assertEquals(11, valueOf(executor.submit(forms.new Inner())));
      assertEquals(12, valueOf(executor.submit(forms.anonymous())));
      assertEquals(13, valueOf(executor.submit(forms.lambda())));
    }
  }

  @Test
  @DisplayName("C4: variables of the types Task, Action and Callable are taken as they are")
  default void submit_variable_isTakenAsItsType(@TempDir Path directory) {
    Marker marks = Marker.in(directory);
    Task<Integer> task = () -> 1;
    Action action = () -> marks.mark("action");
    Callable<Integer> callable = new TaskForms.Constant(3);
    Callable<Integer> taskAsCallable = task;
    try (TaskExecutor executor = open()) {
      assertEquals(1, valueOf(executor.submit(task)));
      assertNull(valueOf(executor.submit(action)));
      assertEquals(3, valueOf(executor.submit(callable)));
      assertEquals(3, valueOf(executor.submit(TaskOptions.named("c"), callable)));
      assertEquals(1, valueOf(executor.submit(taskAsCallable)));
      assertEquals(1, marks.count());
    }
  }

  @Test
  @DisplayName("C4: a lambda typed as plain Callable fails where it must travel, and the text says how to type it")
  default void submit_plainCallableThatMustTravel_failsWithAdvice() {
    Callable<Integer> plain = () -> 1;
    try (TaskExecutor executor = openCopying(1)) {
      TaskFuture<Integer> future = executor.submit(plain);

      TaskTransferException failure = failureOf(TaskTransferException.class, future);
      assertMentions(messageOf(failure), "Callable", "Task");
      assertEquals(1, valueOf(executor.submit(() -> 1)), "the executor goes on");
    }
  }

  @Test
  @DisplayName("C4: a lambda typed as plain Callable runs where tasks are shared")
  default void submit_plainCallableThatIsShared_runs() {
    requiresNo(Capability.ISOLATES);
    int captured = ThreadLocalRandom.current().nextInt();
    Callable<Integer> plain = () -> captured;
    try (TaskExecutor executor = open()) {
      assertEquals(captured, valueOf(executor.submit(plain)));
    }
  }
}
