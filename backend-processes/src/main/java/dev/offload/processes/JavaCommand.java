package dev.offload.processes;

import dev.offload.processes.worker.Offspring;
import dev.offload.processes.worker.WorkerMain;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line of a child JVM. All that is long stands in an argument file, written once for all workers of an executor. */
final class JavaCommand {
  /** Variables by which a JVM gets options or a class path from outside: a child gets its own from the configuration, and no debugger. */
  private static final Set<String> NOT_INHERITED =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  private final ProcessesOptions options;
  private final Path argumentFile;

  private JavaCommand(ProcessesOptions options, Path argumentFile) {
    this.options = options;
    this.argumentFile = argumentFile;
  }

  /** Writes what all workers are started with to {@code directory}. */
  static JavaCommand write(ProcessesOptions options, int workers, Path directory) throws IOException {
    Path argumentFile = directory.resolve("arguments").toAbsolutePath();
    Charset charset = nativeCharset();
    List<String> lines = arguments(options, workers, directory.toAbsolutePath()).stream().map(JavaCommand::quoted).toList();
    for (String line : lines) {
      ensureCanEncode(line, charset);
    }
    Files.write(argumentFile, lines, charset);
    return new JavaCommand(options, argumentFile);
  }

  private static void ensureCanEncode(String argument, Charset charset) {
    if (!charset.newEncoder().canEncode(argument)) {
      throw new IllegalStateException("no worker can be started: this JVM's locale has the encoding " + charset
          + ", in which this argument of theirs cannot be written; start this JVM in another locale, for example with LC_ALL=C.UTF-8: "
          + argument);
    }
  }

  /** Starts a child JVM, marked so that what its tasks start is found. */
  Process start(Offspring offspring) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(options.java().toString(), "@" + argumentFile);
    options.workingDirectory().ifPresent(directory -> builder.directory(directory.toFile()));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(NOT_INHERITED);
    environment.putAll(options.env());
    offspring.mark(environment);
    if (options.output() == OutputMode.INHERIT) {
      builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
    } else if (options.output() == OutputMode.DISCARD) {
      builder.redirectOutput(Redirect.DISCARD);
    }
    return builder.start();
  }

  private static List<String> arguments(ProcessesOptions options, int workers, Path directory) throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx" + options.heapMb() + "m");
    arguments.add("-XX:+UseSerialGC");
    arguments.add("-XX:ActiveProcessorCount=" + Math.max(1, (processors + workers - 1) / workers));
    arguments.add("-XX:-UsePerfData");
    arguments.add("-Dkryo.unsafe=false");
    if (PreviewFeatures.areEnabled()) {
      arguments.add("--enable-preview");
    }
    arguments.addAll(options.jvmArgs());
    arguments.add("-cp");
    arguments.add(ChildClassPath.ofThisJvm(directory));
    arguments.add(WorkerMain.class.getName());
    return arguments;
  }

  /** As the java launcher reads it: in quotes, with backslashes before what would end them. */
  private static String quoted(String argument) {
    return "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r") + "\"";
  }

  /** The launcher reads the file in the system's own encoding, which from JDK 18 on is not the default any more. */
  private static Charset nativeCharset() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
  }
}
