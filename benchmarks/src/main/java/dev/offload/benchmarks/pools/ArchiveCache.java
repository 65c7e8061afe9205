package dev.offload.benchmarks.pools;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.benchmarks.harness.NotRunException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A cache directory of a benchmark's own for the archive of classes that our workers start from, so that no figure depends on what ran
 * before on this machine.
 */
public final class ArchiveCache implements AutoCloseable {
  private static final String DIRECTORY = "processes.cacheDirectory";
  private static final Duration PATIENCE = Duration.ofSeconds(50);
  private static final long POLL_MILLIS = 20;

  private final Path directory;

  private ArchiveCache(Path directory) {
    this.directory = directory;
  }

  /** As the first program of a user finds it. */
  public static ArchiveCache empty() throws IOException {
    return new ArchiveCache(Files.createTempDirectory("benchmark-cache"));
  }

  /**
   * As every later program with this JVM's class path finds it: with the archive, which is made here.
   *
   * @throws NotRunException if none can be made
   */
  public static ArchiveCache filled() throws Exception {
    String first = System.getProperty("java.class.path").split(File.pathSeparator)[0];
    if (Files.isDirectory(Path.of(first))) {
      throw new NotRunException(
          "the class path begins with the directory " + first + ", so there is no archive; start it by benchmarks/run");
    }
    ArchiveCache cache = empty();
    try {
      cache.fill();
      return cache;
    } catch (Exception e) {
      cache.close();
      throw e;
    }
  }

  /** This configuration, with archives here. */
  public ExecutorConfig in(ExecutorConfig config) {
    return config.withOption(DIRECTORY, directory.toString());
  }

  /** The argument by which a JVM of its own has archives here. */
  public String jvmArgument() {
    return "-Doffload." + DIRECTORY + "=" + directory;
  }

  /** Without archives where it is not said where they lie: one would be made beside what is measured. */
  static ExecutorConfig withoutUnlessIn(ExecutorConfig config) {
    return config.options().containsKey(DIRECTORY) ? config : config.withOption("processes.classDataArchive", "off");
  }

  private void fill() throws Exception {
    long start = System.nanoTime();
    try (TaskExecutor executor = TaskExecutor.open(in(ExecutorConfig.load().withBackend("processes").withWorkers(1)))) {
      executor.submit(() -> 1).get();
      while (!hasArchive()) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new NotRunException("no archive of classes was made within " + PATIENCE.toSeconds() + " s");
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private boolean hasArchive() throws IOException {
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(directory, "*.archive")) {
      return archives.iterator().hasNext();
    }
  }

  @Override
  public void close() {
    try {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
