package dev.offload.conformance;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes {@code target/contract-report.md}: what became of each rule of the contract, for each binding that ran. Registered as a
 * service, so that it is there wherever the suite is on the class path; without a test of the suite it writes nothing.
 */
public final class ContractReport implements TestExecutionListener {
  // The test plan may be run in parts, one after another, in one JVM; the report is about all of them.
  private static final Map<String, BindingReport> BINDINGS = new TreeMap<>();
  private static final String ENDINGS = ".endings";
  /** What is of another run of the build does not count. */
  private static final String RUN = System.getProperty("conformance.run", ProcessHandle.current().pid() + "-" + System.currentTimeMillis());

  /** For {@link java.util.ServiceLoader}. */
  public ContractReport() {}

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    String backend = entry.getKeyValuePairs().get(ContractExtension.BACKEND);
    if (backend != null) {
      binding(test).ifPresent(binding -> binding.backend(backend));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    Rule.numberIn(test.getDisplayName()).ifPresent(rule ->
        binding(test).ifPresent(binding -> binding.add(rule, Outcome.SKIPPED, reason)));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Rule.numberIn(test.getDisplayName()).ifPresent(rule -> binding(test).ifPresent(binding -> {
      String message = result.getThrowable().map(Throwable::getMessage).orElse("");
      binding.add(rule, outcomeOf(result.getStatus()), message);
    }));
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    synchronized (BINDINGS) {
      if (!BINDINGS.isEmpty()) {
        write(Path.of(System.getProperty("basedir", System.getProperty("user.dir"))).resolve("target"));
      }
    }
  }

  /** What became of a test, and of a rule. */
  enum Outcome { PASSED, SKIPPED, FAILED }

  private static Outcome outcomeOf(Status status) {
    return switch (status) {
      case SUCCESSFUL -> Outcome.PASSED;
      case ABORTED -> Outcome.SKIPPED;
      case FAILED -> Outcome.FAILED;
    };
  }

  /** The JVMs of a build may each have a part of a binding: each adds what it knows, and whoever is last has it all. */
  private static void write(Path target) {
    Path parts = target.resolve("contract-report");
    try {
      Files.createDirectories(parts);
      try (FileChannel lock = FileChannel.open(parts.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock.lock();
        forgetOtherRuns(parts);
        for (Map.Entry<String, BindingReport> binding : BINDINGS.entrySet()) {
          Files.write(parts.resolve(binding.getKey() + ENDINGS), binding.getValue().takeLines(),
              StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        Files.writeString(target.resolve("contract-report.md"), join(parts));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the contract report under " + target, e);
    }
  }

  private static void forgetOtherRuns(Path parts) throws IOException {
    Path run = parts.resolve("run");
    if (!Files.exists(run) || !Files.readString(run).equals(RUN)) {
      for (Path old : MoreFiles.listFiles(parts)) {
        if (old.toString().endsWith(ENDINGS)) {
          Files.delete(old);
        }
      }
      Files.writeString(run, RUN);
    }
  }

  private static String join(Path parts) throws IOException {
    StringBuilder text = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(parts, "*" + ENDINGS)) {
      for (Path part : ImmutableSortedSet.copyOf(files)) {
        List<String> lines = Files.readAllLines(part);
        text.append(BindingReport.of(lines).text(MoreFiles.getNameWithoutExtension(part)));
      }
    }
    return text.toString();
  }

  private static Optional<BindingReport> binding(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getJavaClass())
        .filter(ContractSubject.class::isAssignableFrom)
        .map(ContractReport::bindingOf);
  }

  private static BindingReport bindingOf(Class<?> type) {
    Class<?> binding = OnePerRuleFilter.bindingOf(type);
    synchronized (BINDINGS) {
      return BINDINGS.computeIfAbsent(binding.getSimpleName(),
          name -> new BindingReport(ContractCoverage.class.isAssignableFrom(binding)));
    }
  }
}
