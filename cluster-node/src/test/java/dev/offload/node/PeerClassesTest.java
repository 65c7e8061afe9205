package dev.offload.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks whose classes the node does not have. */
class PeerClassesTest {
  @TempDir
  static Path shared;
  private static NodeProcess node;

  @TempDir
  Path directory;

  record Box(int width, int height) {}

  static final class Painter {
    static String paint(Box box) {
      return "#".repeat(box.width * box.height);
    }
  }

  static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;
    final int size;

    TooLarge(int size) {
      super("too large: " + size);
      this.size = size;
    }
  }

  @BeforeAll
  static void startNode() {
    node = NodeProcess.begin(shared, "--name=painter", "--slots=4").awaitStart();
  }

  @AfterAll
  static void endNode() throws Exception {
    node.terminate();
    int exitCode = node.awaitExit();
    node.close();
    assertEquals(0, exitCode, node.output());
  }

  @Test
  void lambda_withANestedHelperAndARecord_runsOnTheNode() throws Exception {
    int factor = 3;
    try (TaskExecutor executor = TaskExecutor.open(node.config())) {
      assertEquals("######", executor.submit(() -> Painter.paint(new Box(2, factor))).get());
      assertEquals("####", executor.submit(Painter::paint, new Box(2, 2)).get());
      assertEquals(node.pid(), executor.submit(() -> ProcessHandle.current().pid()).get());
      assertEquals(new Box(4, 5), executor.submit(() -> new Box(4, 5)).get());
      assertEquals(List.of(1, 4, 9), executor.map(PeerClassesTest::square, List.of(1, 2, 3)).toList());
    }
    node.awaitOutput("of client offload-" + ProcessHandle.current().pid());
  }

  private static int square(int x) {
    return x * x;
  }

  @Test
  void node_ofThisTest_hasNoClassOfIt() throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(node.config())) {
      boolean found = executor.submit(() -> {
        try {
          Class.forName(PeerClassesTest.class.getName(), false, ClassLoader.getSystemClassLoader());
          return true;
        } catch (ClassNotFoundException e) {
          return false;
        }
      }).get();

      assertEquals(false, found);
    }
  }

  @Test
  void exception_ofAnOwnClass_comesBack() {
    try (TaskExecutor executor = TaskExecutor.open(node.config())) {
      ExecutionException failure = assertThrows(ExecutionException.class, () -> executor.submit(() -> {
        throw new TooLarge(17);
      }).get());

      assertTrue(failure.getCause() instanceof TooLarge, failure::toString);
      assertEquals(17, ((TooLarge) failure.getCause()).size);
    }
  }

  @Test
  void tasks_ofPlugInsWithCodeOfOneName_runEachItsOwn() throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(node.config());
        URLClassLoader old = Code.saying("old", directory); URLClassLoader young = Code.saying("young", directory)) {
      assertEquals("old of plug.Word", executor.submit(Code.taskOf(old)).get());
      assertEquals("young of plug.Word", executor.submit(Code.taskOf(young)).get());
      assertEquals("old of plug.Word", executor.submit(Code.taskOf(old)).get());
    }
  }

  @Test
  void clients_withCodeOfOneName_runEachItsOwn() throws Exception {
    try (URLClassLoader old = Code.saying("old", directory); URLClassLoader young = Code.saying("young", directory);
        TaskExecutor first = openIn(old, node.config());
        // With an option of its own it gets a client node of its own.
        TaskExecutor second = openIn(young, node.config().withOption("cluster.joinTimeout", "20s"))) {
      assertEquals("old of plug.Word", first.submit(Code.taskOf(old)).get());
      assertEquals("young of plug.Word", second.submit(Code.taskOf(young)).get());
      assertEquals("old of plug.Word", first.submit(Code.taskOf(old)).get());
    }
  }

  /** An executor of a program whose own class loader is this. */
  private static TaskExecutor openIn(ClassLoader loader, ExecutorConfig config) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return TaskExecutor.open(config);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
