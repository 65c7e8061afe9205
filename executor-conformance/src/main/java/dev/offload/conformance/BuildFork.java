package dev.offload.conformance;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.spi.BackendProvider;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Prepares a JVM of tests that the build has started beside others, with the system property {@code conformance.fork}; anywhere else it
 * does nothing.
 *
 * <ul>
 *   <li>Its directory for temporary files is its own, so that it sees what its tests leave, and no other JVM does: it is made here and
 *       deleted at the end.
 *   <li>In {@code java.class.path}, from which workers and programs get theirs, directories stand behind jars: a JVM with a directory in
 *       front starts from no archive of classes.
 *   <li>That archive is made here, where there is a backend of child JVMs: no executor of a test lives long enough for it.
 * </ul>
 */
public final class BuildFork implements LauncherSessionListener {
  private static final String CLASS_PATH = "java.class.path";
  private static final String BACKEND = "processes";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(300);
  private static boolean prepared;

  /** For {@link java.util.ServiceLoader}. */
  public BuildFork() {}

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (Boolean.getBoolean("conformance.fork")) {
      prepareOnce();
    }
  }

  private static synchronized void prepareOnce() {
    if (!prepared) {
      prepared = true;
      makeTemporary(Path.of(System.getProperty("java.io.tmpdir")));
      System.setProperty(CLASS_PATH, jarsFirst(System.getProperty(CLASS_PATH)));
      if (ServiceLoader.load(BackendProvider.class).stream().anyMatch(provider -> provider.get().name().equals(BACKEND))) {
        makeArchive();
      }
    }
  }

  private static void makeArchive() {
    ExecutorConfig config = ExecutorConfig.defaults().withBackend(BACKEND).withWorkers(1);
    try (TaskExecutor maker = TaskExecutor.open(config)) {
      maker.submit(Tasks::pid).get();
      Awaitility.await().atMost(PATIENCE).pollInterval(POLL).until(() -> startsFromArchive(config));
    } catch (ConditionTimeoutException | ExecutionException | InterruptedException e) {
      System.err.println("no archive of classes was made, so workers start slowly: " + e);
    }
  }

  private static boolean startsFromArchive(ExecutorConfig config) throws ExecutionException, InterruptedException {
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      return executor.submit(() -> Arrays.stream(ProcessHandle.current().info().arguments().orElse(new String[0]))
          .anyMatch(argument -> argument.startsWith("-XX:SharedArchiveFile") || argument.startsWith("-XX:AOTCache"))).get();
    }
  }

  private static void makeTemporary(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
  }

  private static void delete(Path directory) {
    try {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      System.err.println("the temporary files of a test JVM are not deleted: " + e);
    }
  }

  static String jarsFirst(String classPath) {
    String[] entries = classPath.split(File.pathSeparator);
    Stream<String> jars = Arrays.stream(entries).filter(entry -> !new File(entry).isDirectory());
    Stream<String> directories = Arrays.stream(entries).filter(entry -> new File(entry).isDirectory());
    return Stream.concat(jars, directories).collect(Collectors.joining(File.pathSeparator));
  }
}
