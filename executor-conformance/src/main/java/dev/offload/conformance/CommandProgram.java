package dev.offload.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What commands of the suite run: it does what its first argument says. */
final class CommandProgram {
  private CommandProgram() {}

  /** Does it. */
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "print" -> {
        System.out.println(arguments[1]);
        System.err.println(arguments[2]);
      }
      case "surroundings" -> System.out.println(
          String.join(",", input().toList()) + " " + System.getenv("GREETING") + " " + Path.of("").toAbsolutePath());
      case "exit" -> {
        System.err.println("gave up");
        System.exit(Integer.parseInt(arguments[1]));
      }
      case "count" -> IntStream.range(0, Integer.parseInt(arguments[1])).forEach(number -> System.out.println("n" + number));
      case "grep" -> input().filter(line -> line.contains(arguments[1])).forEach(System.out::println);
      case "upper" -> input().map(line -> line.toUpperCase(Locale.ROOT)).forEach(System.out::println);
      case "tree" -> startAnother(arguments[1]);
      case "sleep" -> Thread.sleep(Long.MAX_VALUE);
      default -> throw new IllegalArgumentException(Arrays.toString(arguments));
    }
  }

  private static Stream<String> input() {
    return new BufferedReader(new InputStreamReader(System.in)).lines();
  }

  /** Starts a child that sleeps, writes both process ids to a file, prints something, and sleeps. */
  private static void startAnother(String pids) throws IOException, InterruptedException {
    List<String> command = List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
        CommandProgram.class.getName(), "sleep");
    Process child = new ProcessBuilder(command).start();
    List<String> both = List.of(Long.toString(ProcessHandle.current().pid()), Long.toString(child.pid()));
    Files.write(Path.of(pids), both, StandardOpenOption.CREATE);
    System.out.println("started");
    System.out.flush();
    Thread.sleep(Long.MAX_VALUE);
  }
}
