package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that are no children of an executor, of the same user and of another, at the doors of its workers. */
class IntruderTest {
  private static final int TASKS = 4;
  private static final int NOBODY = 65_534;
  private static final String LISTENS = "0A";

  @TempDir private Path directory;

  /** A program that starts a worker for each task, so that its doors open again and again. */
  static final class Host {
    private Host() {}

    public static void main(String[] arguments) throws Exception {
      List<TaskFuture<Integer>> futures = new ArrayList<>();
      try (TaskExecutor executor = Processes.open(settings -> settings.workers(2).maxTasksPerWorker(1).maxStartFailures(1))) {
        for (int i = 0; i < TASKS; i++) {
          futures.add(executor.submit(number -> number, i));
        }
        for (int i = 0; i < TASKS; i++) {
          assertEquals(i, futures.get(i).get());
        }
      }
      System.out.println("all tasks succeeded");
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
      "unix, the same user, 'connected true, denied false, told 0'",
      "unix, another user, 'connected false, denied true, told 0'",
      "tcp, the same user, 'connected true, denied false, told 0'",
      "tcp, another user, 'connected true, denied false, told 0'"
  })
  @DisplayName("E6: intruders get nothing and harm nothing: each task succeeds, and nothing is left behind")
  void intruder_atEachDoor_getsNothingAndHarmsNothing(String transport, String user, String gain) throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "where the doors are is read from /proc, and this system has none");
    boolean asNobody = user.equals("another user");
    assumeTrue(!asNobody || isRoot(), "only root can start a program as another user, and this is not root");
    Path temporary = openToAll(Files.createDirectory(directory.resolve(transport.equals("unix") ? "t" : "t".repeat(100))));
    Process intruder = startIntruder(asNobody);
    Process host = startHost(temporary);

    Set<String> doors = tellDoors(host, temporary, intruder);

    assertEquals("all tasks succeeded\n", textOf(host), "the tasks of the host were harmed");
    assertEquals(gain + "\n", textOf(intruder));
    assertTrue(doors.size() >= TASKS / 2 && doors.stream().allMatch(door -> door.startsWith("tcp:") == transport.equals("tcp")),
        () -> "the doors were " + doors);
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList(), "something was left behind");
    }
  }

  /** Looks for doors as long as there may be any, and tells the intruder of each. */
  private static Set<String> tellDoors(Process host, Path temporary, Process intruder) throws IOException {
    Set<String> doors = new HashSet<>();
    try (Writer out = intruder.outputWriter()) {
      while (host.isAlive()) {
        for (String door : doorsOf(host, temporary)) {
          if (doors.add(door)) {
            out.write(door + "\n");
            out.flush();
          }
        }
        Thread.onSpinWait();
      }
    }
    return doors;
  }

  private static Set<String> doorsOf(Process host, Path temporary) throws IOException {
    Set<String> doors = portsOf(host).stream().map(port -> "tcp:" + port).collect(Collectors.toCollection(HashSet::new));
    for (Path directory : list(temporary)) {
      list(directory).stream().map(Path::toString).filter(name -> name.matches(".*/worker-\\d+")).forEach(doors::add);
    }
    return doors;
  }

  /** The ports on which a process listens: its sockets by inode, among those of the system. */
  private static Set<String> portsOf(Process host) throws IOException {
    Set<String> inodes = list(Path.of("/proc/" + host.pid() + "/fd")).stream()
        .map(IntruderTest::targetOf)
        .filter(target -> target.startsWith("socket:["))
        .map(target -> target.substring(8, target.length() - 1))
        .collect(Collectors.toSet());
    Set<String> ports = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] columns = line.trim().split(" +");
        if (columns[3].equals(LISTENS) && inodes.contains(columns[9])) {
          ports.add(String.valueOf(Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16)));
        }
      }
    }
    return ports;
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    } catch (IOException | UncheckedIOException e) {
      // It is gone, or no directory.
      return List.of();
    }
  }

  private static String targetOf(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      // Closed meanwhile.
      return "";
    }
  }

  /** From a copy of its class that everybody can read. */
  private Process startIntruder(boolean asNobody) throws IOException {
    Path copy = openToAll(Files.createDirectories(directory.resolve("intruder/dev/offload/processes")));
    Files.write(copy.resolve("Intruder.class"), Processes.class.getResourceAsStream("Intruder.class").readAllBytes());
    for (Path up = copy; !up.equals(directory.getParent()); up = up.getParent()) {
      openToAll(up);
    }
    List<String> prefix = asNobody
        ? List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups") : List.of();
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(java(), "-XX:TieredStopAtLevel=1", "-cp", directory.resolve("intruder").toString(), Intruder.class.getName()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** With no mask on what it creates, so that it is the directory's own mode that keeps others out. */
  private static Process startHost(Path temporary) throws IOException {
    return new ProcessBuilder("sh", "-c", "umask 0; exec \"$@\"", "host", java(), "-Djava.io.tmpdir=" + temporary,
        "-cp", System.getProperty("java.class.path"), Host.class.getName()).redirectErrorStream(true).start();
  }

  private static String textOf(Process process) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS), "it does not end");
    return text;
  }

  private static boolean isRoot() throws Exception {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
        && new ProcessBuilder("sh", "-c", "command -v setpriv").start().waitFor() == 0;
  }

  private static Path openToAll(Path opened) throws IOException {
    return Files.setPosixFilePermissions(opened, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
