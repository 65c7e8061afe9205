package dev.offload.examples.jaraudit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.RemoteTaskException;
import dev.offload.WorkerLostException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class ProblemTest {
  @Test
  void ofTask_workerLost_doesNotTellWhichWorker() {
    WorkerLostException lost = new WorkerLostException("Worker 3 (pid 4711) exited with code 137", "worker-3", null);

    assertEquals("its worker died while it audited this jar", Problem.ofTask(lost));
  }

  @Test
  void ofTask_otherFailures_tellTheClassOnly_travelledOrNot() {
    String expected = "the audit of this jar failed: java.lang.OutOfMemoryError";

    assertEquals(expected, Problem.ofTask(new OutOfMemoryError("Java heap space")));
    assertEquals(expected, Problem.ofTask(new RemoteTaskException("java.lang.OutOfMemoryError", "Java heap space", null)));
  }

  @Test
  void ofJar_tellsNoPath() {
    assertEquals("cannot be read: access denied", Problem.ofJar(new AccessDeniedException("/home/someone/a.jar")));
    assertEquals("cannot be read: Too many links", Problem.ofJar(new FileSystemException("/home/a.jar", null, "Too many links")));
    assertEquals("cannot be read: IOException", Problem.ofJar(new IOException("Is a directory: /home/someone/a.jar")));
  }
}
