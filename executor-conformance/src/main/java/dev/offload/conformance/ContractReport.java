package dev.offload.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        write(fileIn(Path.of(System.getProperty("basedir", System.getProperty("user.dir")))));
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

  private static Path fileIn(Path directory) {
    return directory.resolve("target").resolve("contract-report.md");
  }

  private static void write(Path file) {
    StringBuilder text = new StringBuilder();
    BINDINGS.forEach((name, binding) -> text.append(binding.text(name)));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static Optional<BindingReport> binding(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getJavaClass())
        .filter(ContractSubject.class::isAssignableFrom)
        .map(ContractReport::bindingOf);
  }

  private static BindingReport bindingOf(Class<?> type) {
    Class<?> outermost = type;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    boolean complete = ContractCoverage.class.isAssignableFrom(outermost);
    synchronized (BINDINGS) {
      return BINDINGS.computeIfAbsent(outermost.getSimpleName(), name -> new BindingReport(complete));
    }
  }
}
