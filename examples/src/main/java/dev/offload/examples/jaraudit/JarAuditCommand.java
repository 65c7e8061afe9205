package dev.offload.examples.jaraudit;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.examples.Example;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code jar-audit}. */
@Command(name = "jar-audit",
    description = "Audit every jar under a directory: facts, conflicting classes, what a Java release cannot load.")
public final class JarAuditCommand extends Example<AuditReport> {
  private static final Path LOCAL_MAVEN_REPOSITORY = Path.of(System.getProperty("user.home"), ".m2", "repository");

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "Where the jars are. Default: the local Maven repository.")
  private @Nullable Path positionalDirectory;

  @Option(names = "--dir", paramLabel = "DIR", description = "The same as an option.")
  private @Nullable Path directoryOption;

  @Option(names = "--release", paramLabel = "N", description = "The Java release that is to load the jars. Default: the running one.")
  private int release = Runtime.version().feature();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON.")
  private @Nullable Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one HTML page.")
  private @Nullable Path html;

  @Option(names = "--progress", negatable = true, description = "Show progress on stderr. Default: if it is a terminal.")
  private @Nullable Boolean progress;

  @Override
  protected AuditReport run(ExecutorConfig config, PrintWriter out) throws Exception {
    if (release < 1) {
      throw new IllegalArgumentException("--release must be >= 1, was " + release);
    }
    Path directory = directory();
    ReportFile.check("--json", json);
    ReportFile.check("--html", html);
    long begin = System.nanoTime();

    AuditReport report = audit(directory, config);

    new TextReport(report).print(out);
    out.flush();
    ReportFile.write(json, new JsonReport(report)::print);
    ReportFile.write(html, new HtmlReport(report)::print);
    err().printf(Locale.ROOT, "Audited %d jars in %.1f s on %s, %d at a time.%n", report.jars().size(),
        (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1), config.backend().orElseThrow(), config.workers());
    return report;
  }

  private AuditReport audit(Path directory, ExecutorConfig config) throws IOException, InterruptedException {
    // Opened first: a wrong backend is told before a large directory is walked.
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      List<String> jars = JarFinder.find(directory);
      try (AuditProgress shown = AuditProgress.of(jars.size(), System.err, progress)) {
        return new Audit(directory, release).run(executor, jars, shown);
      }
    }
  }

  private PrintWriter err() {
    return spec().commandLine().getErr();
  }

  private Path directory() throws IOException {
    if (positionalDirectory != null && directoryOption != null) {
      throw new IllegalArgumentException("give the directory once: \"" + positionalDirectory + "\" or --dir \"" + directoryOption + "\"");
    }
    Path directory = positionalDirectory != null ? positionalDirectory : directoryOption;
    if (directory == null) {
      directory = LOCAL_MAVEN_REPOSITORY;
    }
    if (!Files.exists(directory)) {
      throw new IllegalArgumentException("directory \"" + directory + "\" does not exist");
    }
    if (!Files.isDirectory(directory) || !Files.isReadable(directory)) {
      throw new IllegalArgumentException("\"" + directory + "\" is not a directory that can be read");
    }
    return directory.toRealPath();
  }
}
