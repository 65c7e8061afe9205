package dev.offload.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What rule E5 is measured with finds what is left behind, and only what is ours. */
class BelongingsTest {
  private static Set<String> newSince(Belongings before) {
    Set<String> items = new TreeSet<>(Belongings.now().items());
    items.removeAll(before.items());
    return items;
  }

  @Test
  void now_withThingsOfOurs_findsThem() throws IOException, InterruptedException {
    Belongings before = Belongings.now();
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = new Thread(() -> awaitQuietly(end), "offload-sample");
    thread.start();
    Process process = new ProcessBuilder("sleep", "60").start();
    Path file = Files.createTempFile("offload-" + Tasks.pid() + "-", "");
    try (ServerSocket socket = new ServerSocket(0)) {
      Set<String> items = newSince(before);

      assertEquals(1, items.stream().filter(item -> item.startsWith("thread") && item.endsWith("offload-sample")).count());
      assertEquals(1, items.stream().filter(item -> item.startsWith("child process " + process.pid())).count());
      assertEquals(1, items.stream().filter(item -> item.equals("temporary file " + file)).count());
      boolean listsOpenFiles = Files.isDirectory(Path.of("/proc/self/fd"));
      assertEquals(listsOpenFiles && socket.isBound() ? 1 : 0,
          items.stream().filter(item -> item.startsWith("open file socket:")).count());
    } finally {
      end.countDown();
      thread.join();
      process.destroyForcibly().waitFor();
      Files.delete(file);
    }
    before.assertNothingNew();
  }

  @Test
  void now_withThingsOfOthers_ignoresThem() throws IOException {
    Belongings before = Belongings.now();
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    Path ofAnotherProcess = Files.createTempFile("offload-" + parent.pid() + "-", "");
    Path ofAnotherProgram = Files.createTempFile("other", "");
    try {
      Set<String> items = newSince(before);

      assertEquals(Set.of(), items.stream()
          .filter(item -> item.contains(ofAnotherProcess.toString()) || item.contains(ofAnotherProgram.toString()))
          .collect(Collectors.toSet()));
    } finally {
      Files.delete(ofAnotherProcess);
      Files.delete(ofAnotherProgram);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
