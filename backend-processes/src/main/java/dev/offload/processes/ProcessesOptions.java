package dev.offload.processes;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import dev.offload.spi.OptionReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The options of this backend; in a configuration each stands behind {@code processes.}.
 *
 * @param heapMb {@code heapMb}: greatest heap of one worker in MiB, 16 or more; default: the parent's, divided by the workers, but 64
 *     or more
 * @param jvmArgs {@code jvmArgs}: more arguments for the children's JVM, separated by spaces; one with spaces in double quotes
 * @param env {@code env.NAME}: environment variables set on top of the parent's
 * @param workingDirectory {@code workingDirectory}: where children run; default: where the parent does
 * @param java {@code java}: the java executable; default: the parent's own
 * @param startTimeout {@code startTimeout}: longest wait for a sign of life where one is due: for a new worker to connect, then to be
 *     ready (if it has no initializer to run), then to begin each task it is sent; 1 ms or more; default 30 s: a hundred times what a
 *     start takes on an idle machine
 * @param output {@code output}: {@code forward}, {@code inherit} or {@code discard}; default forward
 * @param maxWorkerHeapMb {@code maxWorkerHeapMb}: how much of a worker's heap may be in use in MiB after a collection, 1 or more and less
 *     than {@code heapMb}; a worker with more, because its tasks leak, is replaced after its task; default: no limit
 * @param maxMessageMb {@code maxMessageMb}: longest encoded task, result or failure in MiB, 1 to 1,024; default 256
 * @param allowedClasses {@code allowedClasses}: names and patterns of the only classes that may travel, separated by commas; default:
 *     all
 * @param classDataArchive {@code classDataArchive}: {@code auto} to start workers from an archive of the classes that they load, which is
 *     made in the background where it is missing, or {@code off}; default auto
 * @param cacheDirectory {@code cacheDirectory}: where such archives lie, for this user only; default: {@code offload} in the user's cache
 *     directory ({@code $XDG_CACHE_HOME} or {@code ~/.cache}, {@code ~/Library/Caches}, {@code %LOCALAPPDATA%})
 */
record ProcessesOptions(
    int heapMb,
    List<String> jvmArgs,
    Map<String, String> env,
    Optional<Path> workingDirectory,
    Path java,
    Duration startTimeout,
    OutputMode output,
    OptionalInt maxWorkerHeapMb,
    int maxMessageMb,
    List<String> allowedClasses,
    ArchiveMode classDataArchive,
    Optional<Path> cacheDirectory) {
  static final Set<String> KEYS = Set.of("heapMb", "jvmArgs", "env.*", "workingDirectory", "java", "startTimeout",
      "output", "maxWorkerHeapMb", "maxMessageMb", "allowedClasses", "classDataArchive", "cacheDirectory");

  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final int LEAST_DEFAULT_HEAP_MB = 64;
  private static final int MAX_MESSAGE_MB = 1024;

  ProcessesOptions {
    checkArgument(heapMb >= 16, "processes.heapMb must be >= 16, was %s", heapMb);
    checkArgument(startTimeout.compareTo(Duration.ofMillis(1)) >= 0,
        "processes.startTimeout must be >= 1 ms, was %s", startTimeout);
    checkArgument(maxMessageMb >= 1 && maxMessageMb <= MAX_MESSAGE_MB,
        "processes.maxMessageMb must be >= 1 and <= %s, was %s", MAX_MESSAGE_MB, maxMessageMb);
    maxWorkerHeapMb.ifPresent(limit -> checkArgument(limit >= 1 && limit < heapMb,
        "processes.maxWorkerHeapMb must be >= 1 and < processes.heapMb, which is %s, was %s", heapMb, limit));
    workingDirectory.ifPresent(directory -> checkArgument(Files.isDirectory(directory),
        "processes.workingDirectory must be a directory, was %s", directory));
    jvmArgs = List.copyOf(jvmArgs);
    env = Map.copyOf(env);
    allowedClasses = List.copyOf(allowedClasses);
  }

  static ProcessesOptions from(OptionReader options, int workers) {
    return new ProcessesOptions(
        options.integer("heapMb", defaultHeapMb(workers)),
        options.text("jvmArgs").map(ProcessesOptions::split).orElse(List.of()),
        options.group("env."),
        options.text("workingDirectory").map(Path::of),
        options.text("java").map(Path::of).orElseGet(JavaBuild::ownJava),
        options.duration("startTimeout", Duration.ofSeconds(30)),
        options.oneOf("output", OutputMode.FORWARD),
        options.text("maxWorkerHeapMb")
            .map(text -> OptionalInt.of(OptionReader.parseInt("processes.maxWorkerHeapMb", text)))
            .orElse(OptionalInt.empty()),
        options.integer("maxMessageMb", 256),
        options.text("allowedClasses")
            .map(text -> Splitter.on(',').trimResults().omitEmptyStrings().splitToList(text))
            .orElse(List.of()),
        options.oneOf("classDataArchive", ArchiveMode.AUTO),
        options.text("cacheDirectory").map(Path::of));
  }

  private static int defaultHeapMb(int workers) {
    return (int) Math.max(LEAST_DEFAULT_HEAP_MB, (Runtime.getRuntime().maxMemory() >> 20) / workers);
  }

  private static List<String> split(String arguments) {
    return ARGUMENT.matcher(arguments).results().map(ProcessesOptions::argument).toList();
  }

  private static String argument(MatchResult match) {
    return match.group(1) == null ? match.group(2) : match.group(1);
  }
}
