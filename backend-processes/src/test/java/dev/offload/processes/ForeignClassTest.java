package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Action;
import dev.offload.Task;
import dev.offload.TaskExecutor;
import dev.offload.TaskTransferException;
import dev.offload.processes.user.PoliteGreeter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that the child has not, or has otherwise: what a name means to the task's code in the parent, it means in the child. */
class ForeignClassTest {
  private static final String TASK = "public class %s implements java.util.concurrent.Callable<Object>, java.io.Serializable {"
      + " public Object call() throws Exception { %s } }";

  @TempDir private Path directory;

  @Test
  @DisplayName("C4: a task whose classes only a loader of the parent has runs with them, records and lambdas too")
  void class_onlyTheParentHas_isFetched() throws Exception {
    MemoryLoader loader = loader("one", "Greeting", """
        java.util.function.Function<Name, String> greet = it -> "hello " + it.text();
        return greet.apply(new Name("world"));
        }
        record Name(String text) {}
        static {""");
    try (TaskExecutor executor = Processes.open()) {
      assertEquals("hello world", valueOf(executor.submit(loader.<Callable<Object>>make("user.Greeting"))));
    }
  }

  @Test
  @DisplayName("C4: a task finds classes by the context loader the executor was opened with")
  void class_ofTheContextLoader_isFetched() throws Exception {
    MemoryLoader loader = loader("one", "Greeting", "return 1;");
    try (TaskExecutor executor = openIn(loader)) {
      Task<String> byName = () -> Class.forName("user.Greeting", true, Thread.currentThread().getContextClassLoader()).getName();

      assertEquals("user.Greeting", valueOf(executor.submit(byName)));
    }
  }

  @Test
  @DisplayName("C4: two versions of a class, of two loaders, run side by side in one worker, each with the classes it refers to")
  void versions_ofOneClass_eachGiveTheirOwnAnswer() throws Exception {
    MemoryLoader first = loader("first", "Versioned", "return \"first \" + new Part().text();", "1");
    MemoryLoader second = loader("second", "Versioned", "return \"second \" + new Part().text();", "2");
    try (TaskExecutor executor = Processes.open()) {
      for (int round = 0; round < 3; round++) {
        assertEquals("first 1", valueOf(executor.submit(first.<Callable<Object>>make("user.Versioned"))));
        assertEquals("second 2", valueOf(executor.submit(second.<Callable<Object>>make("user.Versioned"))));
      }
    }
  }

  @Test
  @DisplayName("C4: a class that the task's loader has otherwise than the class path is the loader's")
  void class_alsoOnTheClassPath_isTheOneOfTheTasksLoader() throws Exception {
    String greeter = PoliteGreeter.class.getName();
    MemoryLoader loader = loader("own", "Greeting", "return new " + greeter + "().greet();")
        .compile(directory, Map.of(greeter, """
            package dev.offload.processes.user;
            public class PoliteGreeter { public String greet() { return "of its own"; } }
            """)).resourcesLast();
    try (TaskExecutor executor = Processes.open()) {
      assertEquals("of its own", valueOf(executor.submit(loader.<Callable<Object>>make("user.Greeting"))));
      assertEquals("good day", valueOf(executor.submit(() -> new PoliteGreeter().greet())));
    }
  }

  @Test
  @DisplayName("R1: a result of a class that only the task's loader has comes back as that loader's")
  void result_ofAForeignClass_isOfTheTasksLoader() throws Exception {
    MemoryLoader loader = loader("one", "Maker", "return new Part();", "made");
    loader("two", "Maker", "return new Part();", "other");
    try (TaskExecutor executor = Processes.open()) {
      Object made = valueOf(executor.submit(loader.<Callable<Object>>make("user.Maker")));

      assertSame(loader, made.getClass().getClassLoader());
      assertEquals("made", ((Supplier<?>) made).get());
    }
  }

  @Test
  @DisplayName("E2: an initializer whose classes only its own loader has runs with them")
  void initializer_ofAForeignLoader_runs() throws Exception {
    MemoryLoader loader = new MemoryLoader("one").compile(directory, Map.of("user.Setup", """
        package user;
        public class Setup implements dev.offload.Action {
          public void run() { System.setProperty("user.setup", new Object() { public String toString() { return "done"; } }.toString()); }
        }
        """));
    Action setup = loader.make("user.Setup");
    try (TaskExecutor executor = Processes.open(settings -> settings.initializer(setup))) {
      assertEquals("done", valueOf(executor.submit(() -> System.getProperty("user.setup"))));
    }
  }

  @Test
  @DisplayName("C5: an argument whose class another loader has under the same name is refused, and not taken for the other")
  void argument_ofAnotherVersion_isRefused() throws Exception {
    MemoryLoader one = loader("one", "Argument", "return 1;");
    MemoryLoader other = loader("other", "Argument", "return 2;");
    try (TaskExecutor executor = openIn(one)) {
      TaskTransferException e = transferErrorOf(executor.submit(ForeignClassTest::call, other.<Callable<Object>>make("user.Argument")));

      assertTrue(e.getMessage().contains("another class of the name user.Argument"), e.getMessage());
      assertEquals(1, valueOf(executor.submit(ForeignClassTest::call, one.<Callable<Object>>make("user.Argument"))));
    }
  }

  @Test
  @DisplayName("C5: a class whose file its loader does not give out is an error that says so")
  void class_withoutAFile_isAClearError() throws Exception {
    MemoryLoader loader = loader("one", "Greeting", "return 1;").secretive();
    try (TaskExecutor executor = Processes.open()) {
      TaskTransferException e = transferErrorOf(executor.submit(loader.<Callable<Object>>make("user.Greeting")));

      assertTrue(e.getMessage().contains("the parent has user.Greeting, but its class loader does not give out the file"), e.getMessage());
      assertEquals(1, valueOf(executor.submit(() -> 1)));
    }
  }

  @Test
  @DisplayName("R1: a class that neither child nor parent has is the failure of the task that names it")
  void class_nobodyHas_isTheTasksFailure() throws Exception {
    MemoryLoader loader = loader("one", "Searching", "return Class.forName(\"user.Nowhere\");");
    try (TaskExecutor executor = Processes.open()) {
      ExecutionException e = failureOf(executor.submit(loader.<Callable<Object>>make("user.Searching")));

      assertInstanceOf(ClassNotFoundException.class, e.getCause());
      assertTrue(e.getCause().getMessage().contains("user.Nowhere"), e.getCause().getMessage());
    }
  }

  @Test
  @DisplayName("R3: a static initialiser that throws fails the tasks that need the class, and no other")
  void initialiser_thatThrows_failsItsOwnTasks() throws Exception {
    MemoryLoader loader = new MemoryLoader("one").compile(directory, Map.of(
        "user.Starting", source("Starting", "return new Part().get();"), "user.Part", """
        package user;
        public class Part {
          static { if (true) throw new IllegalStateException("no start today"); }
          public Object get() { return 1; }
        }
        """));
    try (TaskExecutor executor = Processes.open()) {
      Throwable first = failureOf(executor.submit(loader.<Callable<Object>>make("user.Starting"))).getCause();
      Throwable second = failureOf(executor.submit(loader.<Callable<Object>>make("user.Starting"))).getCause();

      assertInstanceOf(ExceptionInInitializerError.class, first);
      assertEquals("no start today", first.getCause().getMessage());
      assertInstanceOf(NoClassDefFoundError.class, second);
      assertEquals(1, valueOf(executor.submit(() -> 1)));
    }
  }

  private static Object call(Callable<Object> callable) throws Exception {
    return callable.call();
  }

  private MemoryLoader loader(String name, String task, String body) throws Exception {
    return new MemoryLoader(name).compile(directory, Map.of("user." + task, source(task, body)));
  }

  private static String source(String task, String body) {
    return "package user; " + TASK.formatted(task, body);
  }

  private MemoryLoader loader(String name, String task, String body, String text) throws Exception {
    return new MemoryLoader(name).compile(directory, Map.of("user." + task, source(task, body), "user.Part", """
        package user;
        public class Part implements java.util.function.Supplier<String> {
          public String text() { return "%s"; }
          public String get() { return text(); }
        }
        """.formatted(text)));
  }

  private static TaskExecutor openIn(ClassLoader loader) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      return Processes.open();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static <T> T valueOf(Future<T> future) throws Exception {
    return future.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static ExecutionException failureOf(Future<?> future) {
    return assertThrows(ExecutionException.class, () -> valueOf(future));
  }

  private static TaskTransferException transferErrorOf(Future<?> future) {
    return assertInstanceOf(TaskTransferException.class, failureOf(future).getCause());
  }
}
