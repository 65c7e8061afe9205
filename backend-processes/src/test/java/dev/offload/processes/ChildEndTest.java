package dev.offload.processes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskExecutor;
import dev.offload.conformance.Gate;
import dev.offload.conformance.Marker;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A child JVM that ends keeps no thread in a selection: HotSpot gives threads in native code 300 ms to leave it. */
class ChildEndTest {
  private static final int LOOKS = 50;
  /** Looks that may find a thread in a selection: one that does not wait takes microseconds in each millisecond. */
  private static final int MAX_FOUND = LOOKS / 5;

  @TempDir private Path directory;

  /** Makes a worker end that has run one task. */
  private interface End {
    void of(TaskExecutor executor, long pid, Gate gate) throws Exception;
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        end("its executor is closed", (executor, pid, gate) -> executor.close()),
        end("it has run as many tasks as it may", (executor, pid, gate) -> executor.submit(() -> 2).get()),
        end("a task calls System.exit", (executor, pid, gate) -> executor.submit(() -> System.exit(0))),
        end("a task that has run for a while calls System.exit", (executor, pid, gate) -> {
          executor.submit(() -> {
            gate.pass();
            System.exit(0);
          });
          gate.awaitArrivals(1);
          gate.open();
        }),
        end("a signal comes while it is idle", (executor, pid, gate) -> Processes.signal("TERM", pid)),
        end("a signal comes while a task runs", (executor, pid, gate) -> {
          executor.submit(gate::pass);
          gate.awaitArrivals(1);
          Processes.signal("TERM", pid);
        }));
  }

  private static Arguments end(String name, End end) {
    return Arguments.of(name, end);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  @DisplayName("no thread of a child is in a selection when its JVM ends")
  void child_thatEnds_leavesItsSelector(String name, End end) throws Exception {
    Marker found = Marker.in(directory);
    try (TaskExecutor executor = Processes.open(settings -> settings.maxTasksPerWorker(2)); Gate gate = Gate.in(directory)) {
      long pid = executor.submit(() -> {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> found.mark(selectionsFound())));
        return ProcessHandle.current().pid();
      }).get();

      end.of(executor, pid, gate);

      await().atMost(Processes.PATIENCE).until(() -> found.count() == 1);
      int selections = Integer.parseInt(found.lines().get(0));
      assertTrue(selections <= MAX_FOUND, () -> selections + " of " + LOOKS + " looks found a thread in a selection");
    }
  }

  /** Runs in the worker: how many of some looks find a thread in a selection. */
  private static int selectionsFound() {
    int selections = 0;
    for (int look = 0; look < LOOKS; look++) {
      selections += isAnySelecting() ? 1 : 0;
      pause();
    }
    return selections;
  }

  private static boolean isAnySelecting() {
    return Thread.getAllStackTraces().values().stream().map(Arrays::asList).anyMatch(ChildEndTest::isSelecting);
  }

  private static boolean isSelecting(List<StackTraceElement> stack) {
    return !stack.isEmpty() && stack.get(0).isNativeMethod()
        && stack.stream().anyMatch(frame -> frame.getClassName().equals("sun.nio.ch.SelectorImpl"));
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      // Nobody interrupts a shutdown hook.
      throw new IllegalStateException(e);
    }
  }
}
