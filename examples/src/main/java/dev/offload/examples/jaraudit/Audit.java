package dev.offload.examples.jaraudit;

import dev.offload.Completed;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import dev.offload.TaskOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * One audit: a task for each jar, and a report of what they found.
 *
 * @param directory where the jars are
 * @param release the Java release that is to load them
 */
record Audit(Path directory, int release) {
  /**
   * Audits the jars, given by their paths relative to the directory.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  AuditReport run(TaskExecutor executor, List<String> jars, AuditProgress progress) throws InterruptedException {
    List<TaskFuture<JarFacts>> futures = new ArrayList<>();
    for (String jar : jars) {
      JarRequest request = new JarRequest(directory.toString(), jar, release);
      futures.add(executor.submit(TaskOptions.named(jar), JarInspector::inspect, request));
    }
    List<JarFacts> facts = new ArrayList<>();
    try (Completed<JarFacts> completed = TaskFutures.asCompleted(futures)) {
      for (TaskFuture<JarFacts> done : completed) {
        facts.add(factsOf(done));
        progress.step();
      }
    }
    return AuditReport.of(release, facts);
  }

  /** A task that could not tell its facts, because its worker died or ran out of memory, costs one row. */
  private static JarFacts factsOf(TaskFuture<JarFacts> done) throws InterruptedException {
    try {
      return done.get();
    } catch (ExecutionException e) {
      return JarFacts.unreadable(done.name(), Problem.ofTask(e.getCause()));
    }
  }
}
