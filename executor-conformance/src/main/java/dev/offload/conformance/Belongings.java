package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the library holds of this JVM and its machine at one moment: threads, child processes, sockets, files (rule E5).
 *
 * @param items each as a line for a person; equal lines are the same thing
 */
record Belongings(Set<String> items) {
  private static final String OURS = "offload";
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final Pattern NAMED_AFTER_PROCESS = Pattern.compile(OURS + "-(\\d{1,18})-.*");
  private static final Duration POLL = Duration.ofMillis(20);

  static {
    openOneSocket();
  }

  static Belongings now() {
    Set<String> items = new TreeSet<>();
    items.addAll(threads());
    ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).forEach(child ->
        items.add("child process " + child.pid() + " " + child.info().command().orElse("")));
    items.addAll(openFiles());
    items.addAll(temporaryFiles());
    return new Belongings(items);
  }

  /** Waits until nothing is left that was not there at this moment, or says what is. */
  void assertNothingNew() {
    eventually(() -> newSince().isEmpty(),
        () -> "an end of what the test left behind:\n  " + String.join("\n  ", newSince()) + stacksOfNewThreads(), POLL);
  }

  private Set<String> newSince() {
    Set<String> left = new TreeSet<>(now().items);
    left.removeAll(items);
    return left;
  }

  private static Set<String> threads() {
    return liveThreads().stream().map(Belongings::describe).collect(Collectors.toSet());
  }

  private String stacksOfNewThreads() {
    return liveThreads().stream()
        .filter(thread -> !items.contains(describe(thread)))
        .map(thread -> "\n" + describe(thread) + Arrays.stream(thread.getStackTrace())
            .map(frame -> "\n    at " + frame).collect(Collectors.joining()))
        .collect(Collectors.joining());
  }

  private static List<Thread> liveThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(OURS + "-")).toList();
  }

  @SuppressWarnings("deprecation")
  private static String describe(Thread thread) {
    return "thread " + thread.getId() + " " + thread.getName();
  }

  /** Sockets, pipes and files of ours that this JVM has open, where the system tells. */
  private static List<String> openFiles() {
    List<String> found = new ArrayList<>();
    for (Path entry : list(OPEN_FILES, "*")) {
      String target = targetOf(entry);
      if (target.startsWith("socket:") || target.startsWith("pipe:") || target.contains(OURS + "-")) {
        found.add("open file " + target);
      }
    }
    // Jars of this library are open for as long as the JVM lives.
    found.removeIf(item -> item.endsWith(".jar"));
    return found;
  }

  private static List<String> temporaryFiles() {
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    Path blocks = directory.resolve(OURS + "-blocks-" + System.getProperty("user.name"));
    // The place where programs look for each other's blocks stays; what lies in it does not.
    return Stream.concat(list(directory, OURS + "*").stream().filter(path -> !path.equals(blocks)), list(blocks, "[!.]*").stream())
        .filter(path -> !isOfAnother(path))
        .map(path -> "temporary file " + path)
        .toList();
  }

  /** A file named after a process that lives and is none of ours: the same suite may run twice on one machine. */
  private static boolean isOfAnother(Path file) {
    Matcher name = NAMED_AFTER_PROCESS.matcher(file.getFileName().toString());
    ProcessHandle self = ProcessHandle.current();
    return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1)))
        .map(owner -> owner.isAlive() && !owner.equals(self) && self.descendants().noneMatch(owner::equals))
        .orElse(false);
  }

  private static List<Path> list(Path directory, String glob) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
        entries.forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private static String targetOf(Path entry) {
    try {
      return Files.readSymbolicLink(entry).toString();
    } catch (IOException e) {
      // It was closed between the look at the directory and this one.
      return "";
    }
  }

  /** With its first sockets the JDK opens one for itself, which it keeps; it must be there before the first look. */
  private static void openOneSocket() {
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(null);
        SocketChannel client = SocketChannel.open(new InetSocketAddress(
            InetAddress.getLoopbackAddress(), server.socket().getLocalPort()));
        ServerSocketChannel local = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      if (!client.isConnected() || !local.isOpen()) {
        throw new IllegalStateException("no sockets on this machine");
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new IllegalStateException("no sockets on this machine", e);
    }
  }
}
