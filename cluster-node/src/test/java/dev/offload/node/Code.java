package dev.offload.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.Task;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Code of which there are several versions, each made when it is needed: a task that says its word, with the help of another class. */
final class Code {
  private static final String TASK = "plug.Say";
  private static final String SOURCE = """
      package plug;
      public final class Say implements dev.offload.Task<String> {
        private static final long serialVersionUID = 1L;
        @Override public String call() { return new Word().text() + " of " + Word.class.getName(); }
      }
      final class Word {
        String text() { return "%s"; }
      }
      """;

  private Code() {}

  /** A class loader that has a version of the code, which no other has. */
  static URLClassLoader saying(String word, Path directory) throws IOException {
    Path own = Files.createDirectory(directory.resolve(word));
    Path source = Files.writeString(own.resolve("Say.java"), SOURCE.formatted(word));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter mistakes = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-d", own.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
      compiler.getTask(mistakes, files, null, options, null, files.getJavaFileObjects(source)).call();
    }
    assertEquals("", mistakes.toString());
    return new URLClassLoader(new URL[] {own.toUri().toURL()}, Code.class.getClassLoader());
  }

  /** The task of that version. */
  @SuppressWarnings("unchecked")
  static Task<String> taskOf(ClassLoader loader) throws ReflectiveOperationException {
    return (Task<String>) loader.loadClass(TASK).getConstructor().newInstance();
  }
}
