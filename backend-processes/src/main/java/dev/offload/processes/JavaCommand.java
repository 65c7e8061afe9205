package dev.offload.processes;

import dev.offload.codec.world.ClassLoaders;
import dev.offload.processes.worker.WorkerMain;
import dev.offload.spi.Offspring;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Modifier;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command line of a child JVM. All that is long stands in an argument file, written once for all workers of an executor. */
final class JavaCommand {
  /** Variables by which a JVM gets options or a class path from outside: a child gets its own from the configuration, and no debugger. */
  private static final Set<String> NOT_INHERITED =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  private static final Path NICE = Path.of("/usr/bin/nice");

  private final ProcessesOptions options;
  private final Path argumentFile;
  private final Optional<ClassDataArchive> archive;

  private JavaCommand(ProcessesOptions options, Path argumentFile, Optional<ClassDataArchive> archive) {
    this.options = options;
    this.argumentFile = argumentFile;
    this.archive = archive;
  }

  /** Writes what all workers are started with to {@code directory}. */
  static JavaCommand write(ProcessesOptions options, int workers, Path directory) throws IOException {
    Path own = directory.toAbsolutePath();
    Path argumentFile = own.resolve("arguments");
    String classPath = ChildClassPath.ofThisJvm(own);
    List<String> jvmArguments = jvmArguments(options, workers);
    List<String> arguments = new ArrayList<>(jvmArguments);
    arguments.addAll(options.jvmArgs());
    arguments.addAll(List.of("-cp", classPath, WorkerMain.class.getName()));
    ArgumentFile.write(argumentFile, arguments);
    return new JavaCommand(options, argumentFile, ClassDataArchive.of(options, jvmArguments, classPath, own));
  }

  /** The archive that these workers start from, made or not; empty if there is to be none. */
  Optional<ClassDataArchive> archive() {
    return archive;
  }

  /** Starts a child JVM, marked so that what its tasks start is found. */
  Process start(Offspring offspring) throws IOException {
    List<String> command = new ArrayList<>(List.of(options.java().toString()));
    command.addAll(archive.map(ClassDataArchive::use).orElse(List.of()));
    command.add("@" + argumentFile);
    ProcessBuilder builder = builder(command, offspring);
    options.workingDirectory().ifPresent(directory -> builder.directory(directory.toFile()));
    if (options.output() == OutputMode.INHERIT) {
      builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
    } else if (options.output() == OutputMode.DISCARD) {
      builder.redirectOutput(Redirect.DISCARD);
    }
    return builder.start();
  }

  /** Starts a JVM with the arguments in a file, which takes the time that nobody else wants. */
  Process startTraining(Path arguments, Path log, Offspring offspring) throws IOException {
    List<String> command = new ArrayList<>(Files.isExecutable(NICE) ? List.of(NICE.toString(), "-n", "10") : List.of());
    command.addAll(List.of(options.java().toString(), "@" + arguments));
    // Were it to crash, its report would lie where it runs.
    return builder(command, offspring).directory(log.toFile().getParentFile())
        .redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** Tells whether variables that are set for children leave the JVM's options as they are. */
  static boolean isPlain(Map<String, String> environment) {
    return Collections.disjoint(environment.keySet(), NOT_INHERITED);
  }

  private ProcessBuilder builder(List<String> command, Offspring offspring) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(NOT_INHERITED);
    environment.putAll(options.env());
    offspring.mark(environment);
    return builder;
  }

  private static List<String> jvmArguments(ProcessesOptions options, int workers) {
    int processors = Runtime.getRuntime().availableProcessors();
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx" + options.heapMb() + "m");
    arguments.add("-XX:+UseSerialGC");
    arguments.add("-XX:ActiveProcessorCount=" + Math.max(1, (processors + workers - 1) / workers));
    arguments.add("-XX:-UsePerfData");
    arguments.add("-Dkryo.unsafe=false");
    // Files that tasks and program exchange by way of it are found.
    arguments.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    selectorProvider(options).ifPresent(name -> arguments.add("-D" + WorkerMain.SELECTOR_PROVIDER + "=" + name));
    if (PreviewFeatures.areEnabled()) {
      arguments.add("--enable-preview");
    }
    return arguments;
  }

  /** Where this JVM has the JDK's own: a worker would look for another in every jar of the same class path, ahead of its first word. */
  private static Optional<String> selectorProvider(ProcessesOptions options) {
    Class<?> provider = SelectorProvider.provider().getClass();
    boolean isKnownThere = options.java().equals(JavaBuild.ownJava()) && ClassLoaders.isOfJdk(provider)
        && Modifier.isPublic(provider.getModifiers()) && provider.getConstructors().length > 0;
    return isKnownThere ? Optional.of(provider.getName()) : Optional.empty();
  }
}
