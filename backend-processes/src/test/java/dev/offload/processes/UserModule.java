package dev.offload.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The user's program in forms that need a compiler, or its class files changed. */
final class UserModule {
  private static final int PREVIEW = 0xFF;

  private UserModule() {}

  /** A named module, as the README says it has to be. */
  static Path jar(Path directory, List<Path> libraries, Path program) throws IOException {
    Path source = Files.createDirectories(directory.resolve("module")).resolve("module-info.java");
    Files.writeString(source, """
        module user.program {
          requires dev.offload;
          requires org.slf4j;
          uses dev.offload.processes.user.Greeter;
          provides dev.offload.processes.user.Greeter with dev.offload.processes.user.PoliteGreeter;
          opens dev.offload.processes.user to dev.offload.codec;
          exports dev.offload.processes.user;
        }
        """);
    compile("--module-path", UserJars.classPath(libraries), "--patch-module", "user.program=" + program, source.toString());
    Map<String, byte[]> entries = new LinkedHashMap<>(UserJars.programEntries());
    entries.put("module-info.class", Files.readAllBytes(source.resolveSibling("module-info.class")));
    return UserJars.write(directory.resolve("user-module.jar"), Map.of(), entries);
  }

  /** An agent that writes a line to the file which its argument names. */
  static Path agent(Path directory) throws IOException {
    Path source = Files.createDirectories(directory.resolve("agent")).resolve("Agent.java");
    Files.writeString(source, """
        import java.nio.file.*;
        public class Agent {
          public static void premain(String file) throws Exception {
            Files.writeString(Path.of(file), "here\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          }
        }
        """);
    compile(source.toString());
    return UserJars.write(directory.resolve("agent.jar"), Map.of("Premain-Class", "Agent"),
        Map.of("Agent.class", Files.readAllBytes(source.resolveSibling("Agent.class"))));
  }

  /** The program with its class files marked as a compiler marks those that use preview features of this JDK. */
  static Path preview(Path directory) throws IOException {
    Map<String, byte[]> entries = UserJars.programEntries();
    entries.forEach((name, bytes) -> {
      if (name.endsWith(".class")) {
        bytes[4] = (byte) PREVIEW;
        bytes[5] = (byte) PREVIEW;
        bytes[7] = (byte) (Runtime.version().feature() + 44);
      }
    });
    return UserJars.write(directory.resolve("preview.jar"), Map.of(), entries);
  }

  /** A launcher with a class loader that does not say where its classes are from. */
  static Map<String, byte[]> oddLauncher(Path directory) throws IOException {
    Path source = Files.createDirectories(directory.resolve("odd")).resolve("OddLauncher.java");
    Files.writeString(source, """
        import java.io.*;
        import java.net.*;
        public class OddLauncher extends ClassLoader {
          private final URLClassLoader jars;
          OddLauncher(URL[] urls) { super(null); jars = new URLClassLoader(urls, null); }
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (InputStream in = jars.getResourceAsStream(name.replace('.', '/') + ".class")) {
              if (in == null) return getPlatformClassLoader().loadClass(name);
              byte[] bytes = in.readAllBytes();
              return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) { throw new ClassNotFoundException(name, e); }
          }
          protected URL findResource(String name) { return jars.findResource(name); }
          protected java.util.Enumeration<URL> findResources(String name) throws IOException { return jars.findResources(name); }
          public static void main(String[] arguments) throws Exception {
            String[] files = arguments[0].split(":");
            URL[] urls = new URL[files.length];
            for (int i = 0; i < files.length; i++) { urls[i] = new File(files[i]).toURI().toURL(); }
            ClassLoader loader = new OddLauncher(urls);
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass(arguments[1]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
          }
        }
        """);
    compile(source.toString());
    return Map.of("OddLauncher.class", Files.readAllBytes(source.resolveSibling("OddLauncher.class")));
  }

  private static void compile(String... arguments) {
    String[] all = Stream.concat(Stream.of("-Xlint:none", "-nowarn"), Arrays.stream(arguments)).toArray(String[]::new);
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, all) != 0) {
      throw new IllegalStateException("the sources do not compile");
    }
  }
}
