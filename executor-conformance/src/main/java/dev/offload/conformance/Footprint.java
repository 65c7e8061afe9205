package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much of everything this JVM uses, whoever asked for it: to be taken before and after.
 *
 * @param threads live threads, but for those the JDK keeps for a while on its own account
 * @param openFiles entries of {@code /proc/self/fd} that are no jars; 0 where there is no such directory
 * @param children child processes
 * @param temporaryFiles files and directories of this library in the directory for temporary files
 * @param heapBytes heap in use after a collection
 */
record Footprint(int threads, int openFiles, int children, int temporaryFiles, long heapBytes) {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final Pattern OF_THE_JDK = Pattern.compile("process reaper.*|ForkJoinPool.commonPool.*");
  private static final Pattern LOADED_CODE = Pattern.compile(".*(\\.jar|\\.so|/modules|\\.class)");
  private static final Duration POLL = Duration.ofMillis(50);

  static Footprint now() {
    int threads = (int) Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !OF_THE_JDK.matcher(thread.getName()).matches()).count();
    int children = (int) ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).count();
    int files = (int) Belongings.now().items().stream().filter(item -> item.startsWith("temporary file")).count();
    return new Footprint(threads, countOpenFiles(), children, files, heapAfterCollection());
  }

  /** Waits until no more is used than at this moment, but for {@code heapMargin} bytes; returns what is used then. */
  Footprint awaitReturn(long heapMargin) {
    AtomicReference<Footprint> last = new AtomicReference<>(this);
    eventually(() -> {
      Footprint now = now();
      last.set(now);
      return now.threads <= threads && now.openFiles <= openFiles && now.children <= children
          && now.temporaryFiles <= temporaryFiles && now.heapBytes <= heapBytes + heapMargin;
    }, () -> "a return to " + this + "\n  with at most " + heapMargin + " bytes more of heap; now it is\n  " + last, POLL);
    return last.get();
  }

  /** Heap in use in this JVM, of which nothing could be collected. */
  static long heapAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }

  /** Both as rows of a report, each with what it was before and after. */
  static Map<String, Object> figures(Footprint before, Footprint after) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("threads before, after", before.threads + ", " + after.threads);
    figures.put("open files before, after", before.openFiles + ", " + after.openFiles);
    figures.put("child processes before, after", before.children + ", " + after.children);
    figures.put("temporary files before, after", before.temporaryFiles + ", " + after.temporaryFiles);
    figures.put("heap after collection before, after", kibibytes(before.heapBytes) + ", " + kibibytes(after.heapBytes));
    return figures;
  }

  static String kibibytes(long bytes) {
    return (bytes >> 10) + " KiB";
  }

  private static int countOpenFiles() {
    if (!Files.isDirectory(OPEN_FILES)) {
      return 0;
    }
    try (Stream<Path> entries = Files.list(OPEN_FILES)) {
      return (int) entries.map(Footprint::targetOf).filter(target -> !LOADED_CODE.matcher(target).matches()).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String targetOf(Path entry) {
    try {
      return Files.readSymbolicLink(entry).toString();
    } catch (IOException e) {
      // Closed meanwhile; if it was only for a moment, the next look tells.
      return "closed";
    }
  }
}
