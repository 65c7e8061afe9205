package dev.offload.spi;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The processes that the tasks of a worker have started, and those that these started in turn: they end with their worker at the latest
 * (rule E5). Of a whole executor, the workers themselves are among them; of a command, the program itself.
 *
 * <p>On Linux they are found also when their worker has ended by itself and they are nobody's children any more: each worker has a mark
 * in its environment, what it starts inherits it, and the system shows it of every process of the same user. Only a process that was
 * started without the variable {@value #VARIABLE} is not found then. Elsewhere there is no such way: what is known is what
 * {@link #remember} has seen before the worker's end.
 *
 * <p>A process that has got the id of an earlier one is never taken for it: handles compare the start as well. Called from any thread.
 */
public final class Offspring {
  /** The variable of the marks; a worker's own stands behind those of the workers it was started from. */
  public static final String VARIABLE = "_OFFLOAD_WORKER";

  private static final Path PROCESSES = Path.of("/proc");
  private static final boolean SHOWS_MARKS = Files.isReadable(PROCESSES.resolve("self/environ"));
  private static final char MARK_END = ';';
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE_MILLIS = 5;

  private final String mark;
  private final Set<ProcessHandle> remembered = ConcurrentHashMap.newKeySet();

  private Offspring(String mark) {
    this.mark = mark;
  }

  /** Of one worker; {@code executor} is a name that no other executor has, on this machine and at any time. */
  public static Offspring ofWorker(String executor, String worker) {
    return new Offspring(executor + "/" + worker + MARK_END);
  }

  /** Of all workers of an executor, with these. */
  public static Offspring ofExecutor(String executor) {
    return new Offspring(executor + "/");
  }

  /** Of one program that is run by a task, or beside any. */
  public static Offspring ofCommand() {
    return new Offspring("command-" + UUID.randomUUID() + MARK_END);
  }

  /** Of the worker that this JVM is. */
  public static Offspring ofThisJvm() {
    String marks = System.getenv(VARIABLE);
    if (marks == null || marks.isEmpty()) {
      return new Offspring("");
    }
    return new Offspring(marks.substring(marks.lastIndexOf(MARK_END, marks.length() - 2) + 1));
  }

  /** Puts the mark into the environment of a worker that is to be started. */
  public void mark(Map<String, String> environment) {
    environment.merge(VARIABLE, mark, String::concat);
  }

  /** Remembers what the worker has started, so that it is found without its mark too. */
  public void remember(ProcessHandle worker) {
    worker.descendants().forEach(remembered::add);
  }

  /** As {@link #remember}, where the system shows no marks: a process that was started without one may outlive a worker that just ends. */
  public void rememberUnmarked(ProcessHandle worker) {
    if (!SHOWS_MARKS) {
      remember(worker);
    }
  }

  /** Kills what is remembered, and does not wait for its end. */
  public void killRemembered() {
    remembered.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Kills all of them but this JVM, and waits for their end, for a second at most. Again and again, because a process may start another
   * just before it is killed.
   *
   * @return the ids of those that would not end
   */
  public List<Long> end() {
    long start = System.nanoTime();
    List<ProcessHandle> left = living();
    while (!left.isEmpty() && System.nanoTime() - start < PATIENCE_NANOS) {
      left.forEach(ProcessHandle::destroyForcibly);
      Uninterruptibles.sleepUninterruptibly(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      left = living();
    }
    return left.stream().map(ProcessHandle::pid).toList();
  }

  private List<ProcessHandle> living() {
    List<ProcessHandle> found = new ArrayList<>();
    remembered.stream().filter(Offspring::isRunning).forEach(found::add);
    if (SHOWS_MARKS && !mark.isEmpty()) {
      addMarked(found);
    }
    return found;
  }

  private void addMarked(List<ProcessHandle> found) {
    long self = ProcessHandle.current().pid();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        if (pid != self && isMarked(entry)) {
          // Once more, with the start of the process known: the id may have passed on.
          ProcessHandle.of(pid).filter(handle -> isMarked(entry)).ifPresent(found::add);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Nothing can be known without a list of processes; what is remembered ends all the same.
      return;
    }
  }

  private boolean isMarked(Path entry) {
    String environment;
    try {
      environment = new String(Files.readAllBytes(entry.resolve("environ")), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // Another user's, or gone meanwhile.
      return false;
    }
    int at = environment.startsWith(VARIABLE + "=") ? 0 : environment.indexOf("\0" + VARIABLE + "=");
    if (at < 0) {
      return false;
    }
    int end = environment.indexOf('\0', at + 1);
    return environment.substring(at, end < 0 ? environment.length() : end).contains(mark);
  }

  /** One that has ended and that nobody asks for its exit code has no command any more, but still counts as alive. */
  public static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
