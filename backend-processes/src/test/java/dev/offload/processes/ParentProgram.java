package dev.offload.processes;

import dev.offload.ExecutorConfigBuilder;
import dev.offload.TaskExecutor;
import dev.offload.conformance.Gate;
import dev.offload.conformance.Marker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that never closes its executor: it brings its workers into a state, and ends as told when its gate opens. Around it a
 * directory, and in that one for its temporary files.
 */
final class ParentProgram implements AutoCloseable {
  /** Where its workers are when it ends. */
  enum State { STARTING, INITIALIZING, IDLE, BUSY }

  /** How it ends. */
  enum End { RETURN, EXIT, HALT, TERM, KILL }

  private final Path directory;
  private final Lineage lineage;
  private final Gate end;
  private final Gate hold;
  private final Process process;

  private ParentProgram(Path directory, Process process) {
    this.directory = directory;
    this.lineage = lineageIn(directory);
    this.end = endIn(directory);
    this.hold = holdIn(directory);
    this.process = process;
  }

  /** Starts it, with a directory of its own. */
  static ParentProgram start(Path directory, State state, int workers, End end) throws IOException {
    Files.createDirectories(temporary(directory));
    return new ParentProgram(directory, launch(directory, state.name(), Integer.toString(workers), end.name()));
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    if (arguments.length == 1) {
      Processes.open().close();
      return;
    }
    begin(directory, State.valueOf(arguments[1]), Integer.parseInt(arguments[2]));
    endIn(directory).pass();
    switch (End.valueOf(arguments[3])) {
      case EXIT -> System.exit(0);
      case HALT -> Runtime.getRuntime().halt(0);
      default -> { }
    }
  }

  /** Waits until its workers, and what they have started, are where they are to be. */
  void awaitState(State state, int workers) {
    end.awaitArrivals(1);
    // A worker that starts has started nothing yet.
    lineage.awaitBirths((state == State.STARTING ? 1 : 4) * workers);
  }

  void end(End how) throws IOException, InterruptedException {
    switch (how) {
      case TERM -> Processes.signal("TERM", process.pid());
      case KILL -> Processes.signal("KILL", process.pid());
      default -> end.open();
    }
    process.waitFor();
  }

  /** Lets go on those that are held where they start. */
  void letStart() {
    hold.open();
  }

  Lineage lineage() {
    return lineage;
  }

  Process process() {
    return process;
  }

  String stderr() throws IOException {
    return Files.readString(directory.resolve("stderr"));
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(temporary(directory))) {
      return files.toList();
    }
  }

  /** Another program with the same place for temporary files opens an executor, and closes it. */
  void startAnother() throws IOException, InterruptedException {
    launch(directory).waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    lineage.clear();
  }

  private static void begin(Path directory, State state, int workers) throws Exception {
    TaskExecutor executor = Processes.open(settings -> {
      // What the children print would be seen in the program's own streams.
      ExecutorConfigBuilder common = settings.workers(workers).prestart(true).option("processes.output", "inherit");
      return switch (state) {
        case STARTING -> common.option("processes.java", slowJava(directory).toString());
        case INITIALIZING -> common.initializer(() -> hold(directory.toString()));
        default -> common;
      };
    });
    for (int i = 0; i < workers; i++) {
      if (state == State.IDLE) {
        executor.submit(() -> beget(directory.toString())).get();
      } else {
        executor.submit(() -> hold(directory.toString()));
      }
    }
  }

  private static void beget(String directory) throws IOException {
    Lineage lineage = lineageIn(Path.of(directory));
    lineage.addWorker();
    lineage.start();
  }

  private static void hold(String directory) throws IOException, InterruptedException {
    beget(directory);
    holdIn(Path.of(directory)).pass();
  }

  /** A java that waits for the gate before it becomes one. */
  private static Path slowJava(Path directory) {
    String script = """
        #!/bin/sh
        echo "worker $$" >> '%s'
        while [ ! -e '%s' ]; do sleep 0.02; done
        exec '%s' "$@"
        """.formatted(lineageIn(directory).marks().path(), holdIn(directory).path(), java());
    try {
      return Files.writeString(Files.createFile(directory.resolve("java"),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process launch(Path directory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
        "-Djava.io.tmpdir=" + temporary(directory),
        "-cp", System.getProperty("java.class.path"), ParentProgram.class.getName(), directory.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(Redirect.appendTo(directory.resolve("stdout").toFile()))
        .redirectError(Redirect.appendTo(directory.resolve("stderr").toFile()))
        .start();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Path temporary(Path directory) {
    return directory.resolve("tmp");
  }

  private static Lineage lineageIn(Path directory) {
    return new Lineage(new Marker(directory.resolve("lineage").toString()));
  }

  private static Gate endIn(Path directory) {
    return new Gate(directory.resolve("end").toString());
  }

  private static Gate holdIn(Path directory) {
    return new Gate(directory.resolve("hold").toString());
  }
}
