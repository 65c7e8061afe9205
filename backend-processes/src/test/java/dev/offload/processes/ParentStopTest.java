package dev.offload.processes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.conformance.Gate;
import dev.offload.conformance.Marker;
import dev.offload.processes.ParentProgram.End;
import dev.offload.processes.ParentProgram.State;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parent that is stopped for a while and goes on, and one that is killed while a worker is stopped. */
@DisabledOnOs(OS.WINDOWS)
class ParentStopTest {
  private static final Duration STOPPED = Duration.ofSeconds(2);

  @TempDir private Path directory;

  /** A program that works until its gate opens, then closes its executor and says how many of its tasks succeeded. */
  static final class Busy {
    private Busy() {}

    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      Marker ran = ranIn(directory);
      Gate held = heldIn(directory);
      List<TaskFuture<Void>> futures = new ArrayList<>();
      try (TaskExecutor executor = Processes.open(settings -> settings.workers(2))) {
        futures.add(executor.submit(() -> held.pass()));
        while (!endIn(directory).isOpen()) {
          TaskFuture<Void> next = executor.submit(() -> ran.mark(ProcessHandle.current().pid()));
          futures.add(next);
          next.get();
        }
      }
      for (TaskFuture<Void> future : futures) {
        future.get();
      }
      System.out.println(futures.size() - 1);
    }
  }

  @Test
  @DisplayName("E6: a parent that is stopped for seconds and continued goes on, with the same workers, and loses no task")
  void parent_stoppedAndContinued_losesNothing() throws Exception {
    Marker ran = ranIn(directory);
    Process parent = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), Busy.class.getName(), directory.toString())
        .redirectError(Redirect.to(directory.resolve("stderr").toFile())).start();
    try {
      awaitCount(ran, 100);

      stopForAWhile(parent, () -> heldIn(directory).open());
      awaitCount(ran, ran.count() + 100);
      endIn(directory).open();

      String told = parent.inputReader().readLine();
      assertEquals(0, parent.waitFor());
      assertEquals("", Files.readString(directory.resolve("stderr")));
      assertEquals(ran.count(), Integer.parseInt(told), "each ran once, and each result arrived");
      assertEquals(1, heldIn(directory).arrivals().count());
      Set<String> workers = ran.lines().stream().collect(Collectors.toSet());
      workers.addAll(heldIn(directory).arrivals().lines());
      assertEquals(2, workers.size(), "the workers that ran something");
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  @DisplayName("E6: a worker that comes while its parent is stopped is let in when that one goes on")
  void worker_thatStartsWhileItsParentIsStopped_isLetIn() throws Exception {
    try (ParentProgram parent = ParentProgram.start(directory, State.STARTING, 1, End.RETURN)) {
      parent.awaitState(State.STARTING, 1);

      stopForAWhile(parent.process(), parent::letStart);

      parent.lineage().awaitBirths(5);
      assertEquals(1, parent.lineage().marks().lines().stream().filter(line -> line.startsWith("worker")).distinct().count());
      parent.end(End.RETURN);
      parent.lineage().awaitEnd();
      assertEquals("", parent.stderr());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @DisplayName("E5: a worker that is stopped when its parent dies is ended by another worker, or by the next parent that starts")
  void worker_thatIsStoppedWhenItsParentDies_isEnded(int workers) throws Exception {
    try (ParentProgram parent = ParentProgram.start(directory, State.BUSY, workers, End.KILL)) {
      parent.awaitState(State.BUSY, workers);
      long worker = parent.lineage().living().entrySet().stream()
          .filter(entry -> entry.getValue().equals("worker")).findFirst().orElseThrow().getKey();
      Processes.stop(worker);

      parent.end(End.KILL);
      if (workers == 1) {
        parent.startAnother();
      }

      parent.lineage().awaitEnd();
      assertEquals(List.of(), parent.files());
    }
  }

  private static void stopForAWhile(Process process, Runnable meanwhile) throws Exception {
    Processes.stop(process.pid());
    meanwhile.run();
    // The time itself is what is tried.
    await().pollDelay(STOPPED).until(() -> true);
    Processes.signal("CONT", process.pid());
  }

  private static void awaitCount(Marker marker, int count) {
    await().atMost(Processes.PATIENCE).until(() -> marker.count() >= count);
  }

  private static Marker ranIn(Path directory) {
    return new Marker(directory.resolve("ran").toString());
  }

  private static Gate heldIn(Path directory) {
    return new Gate(directory.resolve("held").toString());
  }

  private static Gate endIn(Path directory) {
    return new Gate(directory.resolve("stop").toString());
  }
}
