package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.Task;
import dev.offload.TaskExecutor;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that only a loader of the parent knows: the child fetches them. */
class ForeignClassTest {
  private static final String SOURCE = """
      package foreign;
      public class Greeting implements java.util.concurrent.Callable<String>, java.io.Serializable {
        private final Name name = new Name("world");
        public String call() {
          java.util.function.Function<Name, String> greet = it -> "hello " + it.text();
          return greet.apply(name);
        }
        record Name(String text) {}
      }
      """;

  @TempDir private Path directory;

  @Test
  void class_onlyTheParentHas_isFetched() throws Exception {
    try (URLClassLoader loader = compile(); TaskExecutor executor = Processes.open()) {
      Callable<String> greeting = greeting(loader);

      assertEquals("hello world", executor.submit(greeting).get());
    }
  }

  @Test
  void class_ofTheContextLoader_isFetched() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = compile()) {
      Thread.currentThread().setContextClassLoader(loader);
      try (TaskExecutor executor = Processes.open()) {
        Task<String> byName = () -> Class.forName(
            "foreign.Greeting", true, Thread.currentThread().getContextClassLoader()).getName();

        assertEquals("foreign.Greeting", executor.submit(byName).get());
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private URLClassLoader compile() throws IOException {
    Path source = Files.createDirectories(directory.resolve("foreign")).resolve("Greeting.java");
    Files.writeString(source, SOURCE);
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()));
    return new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
  }

  @SuppressWarnings("unchecked")
  private static Callable<String> greeting(ClassLoader loader) throws ReflectiveOperationException {
    return (Callable<String>) loader.loadClass("foreign.Greeting").getConstructor().newInstance();
  }
}
