package dev.offload.processes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report that a JVM writes when it crashes, an {@code hs_err} file. */
record CrashReport(Path file) {
  private static final int MAX_BYTES = 1 << 16;
  private static final String OPTION = "-XX:ErrorFile=";

  /** The report of a child: where its options say, else where the JVM writes it by itself, in the working or temporary directory. */
  static Optional<CrashReport> of(long pid, ProcessesOptions options) {
    String byDefault = "hs_err_pid" + pid + ".log";
    Path directory = options.workingDirectory().orElse(Path.of(""));
    Stream<Path> told = options.jvmArgs().stream()
        .filter(argument -> argument.startsWith(OPTION))
        .map(argument -> directory.resolve(argument.substring(OPTION.length()).replace("%p", Long.toString(pid))));
    Stream<Path> usual = Stream.of(directory, Path.of(System.getProperty("java.io.tmpdir"))).map(place -> place.resolve(byDefault));
    return Stream.concat(told, usual).map(Path::toAbsolutePath).filter(Files::isRegularFile).findFirst().map(CrashReport::new);
  }

  /** Its path, with the signal or error and the frame it happened in. */
  String describe() {
    String cause = cause();
    return file + (cause.isEmpty() ? "" : " (" + cause + ")");
  }

  private String cause() {
    try (InputStream in = Files.newInputStream(file)) {
      // A task may have written it, of any length and without an end of line.
      String beginning = new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
      List<String> comments = beginning.lines()
          .filter(line -> line.startsWith("# ") && line.length() > 4)
          .map(line -> line.substring(2).trim())
          .toList();
      return comments.stream().filter(CrashReport::isTelling).limit(2).collect(Collectors.joining("; in "));
    } catch (IOException e) {
      // The path alone is worth telling; whoever opens the file will see why it cannot be read.
      return "";
    }
  }

  private static boolean isTelling(String line) {
    return Stream.of("SIG", "Internal Error", "C  ", "V  ", "J ", "j ").anyMatch(line::startsWith);
  }
}
