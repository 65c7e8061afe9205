package dev.offload.processes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How an archive is made, and what may come between. */
class ArchiveTrainingTest extends ArchiveParents {
  private static final Duration POLL = Duration.ofMillis(5);

  @Test
  @DisplayName("E5: an archive is made beside the work, and nothing else is left")
  void archive_thatIsMissing_isMade() throws Exception {
    parent(classPath, cache, temp, "archive").run().assertPrinted(ALL_WELL);

    assertEquals(List.of(archiveIn(cache).getFileName().toString(), "lock"), names(cache));
    Temp.assertEmpty(temp);
  }

  @Test
  @Tag("full")
  @DisplayName("E5: what it was made from is gone while the executor still lives")
  void archive_thatIsMade_leavesNothingToTheExecutor() throws Exception {
    CompletableFuture<ParentJvm.Ended> parent = CompletableFuture.supplyAsync(() -> run(parent(classPath, cache, temp, "over")));

    awaitTraining();
    await().atMost(Processes.PATIENCE).until(() -> names(cache).stream().anyMatch(name -> name.endsWith(".archive")));
    await().atMost(Processes.PATIENCE).until(() -> filesOfExecutor().stream().noneMatch(name -> name.matches("(archive|rehearsal).*")));
    assertTrue(filesOfExecutor().contains("arguments"), "the executor is open");
    Files.createFile(cache.resolve("over"));

    parent.join().assertPrinted(ALL_WELL);
    Temp.assertEmpty(temp);
  }

  private List<String> filesOfExecutor() throws IOException {
    try (Stream<Path> executors = Files.list(temp)) {
      return names(executors.findFirst().orElseThrow());
    }
  }

  @Test
  @Tag("full")
  void archive_ofTwoParentsAtOnce_isMadeOnce() throws Exception {
    Path otherTemp = Files.createDirectory(directory.resolve("other"));
    CompletableFuture<ParentJvm.Ended> other = CompletableFuture.supplyAsync(() -> run(parent(classPath, cache, otherTemp, "archive")));
    parent(classPath, cache, temp, "archive").run().assertPrinted(ALL_WELL);
    other.join().assertPrinted(ALL_WELL);

    assertEquals(List.of(archiveIn(cache).getFileName().toString(), "lock"), names(cache));
    Temp.assertEmpty(temp);
    Temp.assertEmpty(otherTemp);
  }

  @Test
  @DisplayName("E5: the JVM that makes an archive is killed, and nobody but the log knows")
  void training_thatIsKilled_isNotTriedAgainSoon() throws Exception {
    CompletableFuture<ParentJvm.Ended> parent = CompletableFuture.supplyAsync(() -> run(parent(classPath, cache, temp, "over")));

    awaitTraining().destroyForcibly();
    await().atMost(Processes.PATIENCE).pollInterval(POLL).until(() -> findTraining().isEmpty());
    Files.createFile(cache.resolve("over"));

    parent.join().assertPrinted(ALL_WELL);
    assertEquals(1, names(cache).stream().filter(name -> name.endsWith(".tried")).count(), names(cache).toString());
    assertFalse(names(cache).stream().anyMatch(name -> name.endsWith(".archive")));
    Temp.assertEmpty(temp);
  }

  @Test
  @DisplayName("E5: with its executor ends the making of an archive")
  void executor_closedDuringTraining_leavesNothing() throws Exception {
    CompletableFuture<ParentJvm.Ended> parent = CompletableFuture.supplyAsync(() -> run(parent(classPath, cache, temp, "over")));

    ProcessHandle training = awaitTraining();
    // To the end of this one nobody could wait.
    Processes.signal("STOP", training.pid());
    Files.createFile(cache.resolve("over"));

    parent.join().assertPrinted(ALL_WELL);
    assertFalse(Lineage.isRunning(training.pid()));
    Temp.assertEmpty(temp);
  }

  @Test
  @DisplayName("E5: with its parent ends the making of an archive")
  void parent_killedDuringTraining_takesItAlong() throws Exception {
    CompletableFuture<ParentJvm.Ended> parent = CompletableFuture.supplyAsync(() -> run(parent(classPath, cache, temp, "over")));

    ProcessHandle training = awaitTraining();
    training.parent().orElseThrow().destroyForcibly();

    parent.join();
    await().atMost(Processes.PATIENCE).pollInterval(POLL).until(() -> !Lineage.isRunning(training.pid()));
  }

  private ProcessHandle awaitTraining() {
    return await().atMost(Processes.PATIENCE).pollInterval(POLL).until(this::findTraining, Optional::isPresent).orElseThrow();
  }

  /** By its arguments, which lie in the directory for temporary files, and its place among this JVM's descendants. */
  private Optional<ProcessHandle> findTraining() {
    return ProcessHandle.current().descendants()
        .filter(process -> commandOf(process).contains("archive.arguments") && commandOf(process).contains(temp.toString())).findAny();
  }

  private static String commandOf(ProcessHandle process) {
    return process.info().arguments().map(arguments -> String.join(" ", arguments)).orElse("");
  }
}
