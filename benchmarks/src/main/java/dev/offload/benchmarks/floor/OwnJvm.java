package dev.offload.benchmarks.floor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Programs of this module in JVMs of their own, with the java that runs this one. None outlives this JVM. */
public final class OwnJvm {
  private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroyForcibly)));
  }

  private OwnJvm() {}

  /** The options without which a JVM cannot be a node of a cluster, as far as this JVM was started with them. */
  public static List<String> nodeFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-opens") || flag.startsWith("--sun-misc-unsafe"))
        .toList();
  }

  /** A program with this JVM's whole class path; not started. */
  public static ProcessBuilder program(List<String> jvmArgs, Class<?> main, Object... arguments) {
    return command(jvmArgs, System.getProperty("java.class.path"), main, arguments);
  }

  /** A program without options that needs nothing but its own class; not started. */
  public static ProcessBuilder bareProgram(Class<?> main) {
    try {
      Path home = Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
      return command(List.of(), home.toString(), main);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot find where " + main + " is from", e);
    }
  }

  /** Starts a process, which ends with this JVM at the latest. */
  public static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    STARTED.add(process);
    process.onExit().thenAccept(STARTED::remove);
    return process;
  }

  /** Runs a program to its end, and returns the number that is the last line it prints. */
  public static double figureOf(ProcessBuilder builder) throws IOException, InterruptedException {
    List<String> lines = linesOf(builder);
    if (lines.isEmpty()) {
      throw new IOException("the program printed nothing");
    }
    return Double.parseDouble(lines.get(lines.size() - 1));
  }

  /** Runs a program to its end, and returns the seconds from its start to then. */
  public static double secondsOf(ProcessBuilder builder) throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    linesOf(builder);
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private static List<String> linesOf(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = start(builder);
    try {
      List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException("a program ended with status " + status);
      }
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }

  private static ProcessBuilder command(List<String> jvmArgs, String classPath, Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArgs);
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command);
  }
}
