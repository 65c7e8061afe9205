package dev.offload.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskTimeoutException;
import dev.offload.TaskTransferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What is special to this backend: its two options. */
class ThreadsOptionsTest {
  @Test
  @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "this JDK has virtual threads")
  void virtual_onAJdkWithout_isRefused() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> open("threads.virtual", "true").close());

    assertTrue(e.getMessage().startsWith("threads.virtual must be false before JDK 21, was true on JDK"), e.getMessage());
  }

  @Test
  @DisabledForJreRange(max = JRE.JAVA_20, disabledReason = "this JDK has no virtual threads")
  void virtual_onAJdkWith_runsTasksOnVirtualThreads() throws Exception {
    try (TaskExecutor executor = open("threads.virtual", "true")) {
      // A platform thread's group has a parent or a name of its own; all virtual ones share this group.
      assertEquals("VirtualThreads", executor.submit(() -> Thread.currentThread().getThreadGroup().getName()).get());
      assertEquals(List.of(1, 4, 9), executor.map(it -> it * it, List.of(1, 2, 3)).toList());
    }
  }

  @Test
  @DisabledForJreRange(max = JRE.JAVA_20, disabledReason = "this JDK has no virtual threads")
  void virtual_tasks_areCancelledAndTimedOutLikeOthers() throws Exception {
    try (TaskExecutor executor = open("threads.virtual", "true")) {
      TaskFuture<?> slow = executor.submit(
          TaskOptions.defaults().withTimeout(Duration.ofMillis(50)), () -> Thread.sleep(Long.MAX_VALUE));
      ExecutionException late = assertThrows(ExecutionException.class, slow::get);
      TaskFuture<?> endless = executor.submit(() -> Thread.sleep(Long.MAX_VALUE));

      assertInstanceOf(TaskTimeoutException.class, late.getCause());
      assertTrue(endless.cancel(true));
      assertThrows(CancellationException.class, endless::get);
      endless.stopped().get();
    }
  }

  @Test
  void arguments_byDefault_areShared() throws Exception {
    List<String> list = new ArrayList<>(List.of("a"));
    try (TaskExecutor executor = open("threads.virtual", "false")) {
      assertSame(list, executor.submit(it -> it, list).get());
    }
  }

  @Test
  void arguments_isolated_areCopiedThereAndBack() throws Exception {
    List<String> list = new ArrayList<>(List.of("a"));
    try (TaskExecutor executor = open("threads.isolateArguments", "true")) {
      List<String> back = executor.submit(it -> {
        it.add("b");
        return it;
      }, list).get();

      assertEquals(List.of("a", "b"), back);
      assertEquals(List.of("a"), list);
      assertNotSame(list, back);
    }
  }

  @Test
  void arguments_isolated_thatCannotTravel_failLikeOnProcesses() throws Exception {
    Thread thread = Thread.currentThread();
    try (TaskExecutor executor = open("threads.isolateArguments", "true")) {
      ExecutionException argument = assertThrows(ExecutionException.class, () -> executor.submit(it -> 1, thread).get());
      ExecutionException result = assertThrows(ExecutionException.class, () -> executor.submit(() -> new Thread()).get());

      assertInstanceOf(TaskTransferException.class, argument.getCause());
      assertInstanceOf(TaskTransferException.class, result.getCause());
      assertEquals(1, executor.submit(() -> 1).get());
    }
  }

  private static TaskExecutor open(String key, String value) {
    return TaskExecutor.open(ExecutorConfig.defaults().withBackend("threads").withWorkers(2).withOption(key, value));
  }
}
