package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.offload.ExecutorConfig;
import dev.offload.conformance.ContractReport.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The report tells what became of each rule, and the coverage fails where one has no test. */
class ContractReportTest {
  @Test
  void rules_ofTheContract_areReadFromTheApisJar() {
    List<String> numbers = Rule.all().stream().map(Rule::number).toList();

    assertEquals("S1", numbers.get(0));
    assertTrue(numbers.containsAll(List.of("C9", "R8", "K7", "L4", "W7", "M6", "E9")), numbers.toString());
    assertEquals(numbers.stream().distinct().toList(), numbers);
    assertEquals(Optional.of("K3"), Rule.numberIn("K3: something"));
    assertEquals(Optional.empty(), Rule.numberIn("Something about K3"));
  }

  @Test
  void report_ofSeveralOutcomes_tellsEach() {
    BindingReport report = new BindingReport(true);
    report.backend("sample");
    report.add("S1", Outcome.PASSED, "");
    report.add("S1", Outcome.SKIPPED, "Assumption failed: backend \"sample\" has no capability ISOLATES");
    report.add("S2", Outcome.SKIPPED, "Assumption failed: backend \"sample\" has no capability CONCURRENT");
    report.add("S3", Outcome.PASSED, "");
    report.add("S3", Outcome.FAILED, "expected a |\n but was b");

    List<String> lines = report.text("SampleTest").lines().toList();

    assertMentions(lines.get(0), "# Backend sample on JDK ", "(SampleTest)");
    int rules = Rule.all().size();
    assertMentions(lines.get(2), rules + " rules: ", "1 **FAILED**", "1 passed", "1 skipped", rules - 3 + " **untested**",
        "2 tests passed");
    assertMentions(rowOf("S1", lines), "| passed | 2 | 1 skipped: backend \"sample\" has no capability ISOLATES |");
    assertMentions(rowOf("S2", lines), "| skipped | 1 | 1 skipped: backend \"sample\" has no capability CONCURRENT |");
    assertMentions(rowOf("S3", lines), "| **FAILED** | 2 | 1 failed: expected a \\| but was b |");
    assertMentions(rowOf("C1", lines), "| **untested** | 0 |  |");
  }

  @Test
  void report_ofABindingThatNeedNotBeComplete_leavesOutWhatItDoesNotTest() {
    BindingReport report = new BindingReport(false);
    report.add("S1", Outcome.PASSED, "");

    List<String> lines = report.text("SampleTest").lines().toList();

    assertMentions(lines.get(2), "1 rules: 1 passed.");
    assertMentions(rowOf("S1", lines), "| passed | 1 |");
    assertFalse(String.join("\n", lines).contains("untested"), lines::toString);
  }

  private static String rowOf(String rule, List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("| " + rule + " |")).findFirst().orElseThrow();
  }

  /** A binding that forgets most of the contract. */
  static class Incomplete implements ContractCoverage {
    @Nested
    class States implements StateContract {
      @Override
      public ExecutorConfig config() {
        return ExecutorConfig.defaults().withBackend("direct");
      }
    }
  }

  @Test
  void coverage_ofAnIncompleteBinding_failsWithTheMissingRules() {
    List<Event> failed = EngineTestKit.engine("junit-jupiter").selectors(selectClass(Incomplete.class)).execute()
        .testEvents().failed().list();

    assertEquals(1, failed.size());
    String message = failed.get(0).getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow().getMessage();
    assertMentions(message, "rules without a test", "C1", "R8", "W7", "E8");
    assertFalse(message.contains("S2"), message);
  }
}
