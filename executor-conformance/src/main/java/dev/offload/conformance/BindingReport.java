package dev.offload.conformance;

import dev.offload.conformance.ContractReport.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of each rule in one binding. Called from the threads that run tests. */
final class BindingReport {
  private static final String ASSUMPTION = "Assumption failed: ";
  private static final int LONGEST_REASON = 300;
  private static final String BACKEND = "backend";
  private static final String COMPLETE = "complete";

  private final boolean complete;

  // Guarded by this.
  private final Map<String, List<Ending>> endings = new TreeMap<>();
  private String backend = "unknown";

  /** {@code complete}: every rule is expected to have a test; if not, rules without one are left out. */
  BindingReport(boolean complete) {
    this.complete = complete;
  }

  /** How one test ended. */
  private record Ending(Outcome outcome, String reason) {}

  /** What {@link #takeLines} gave, of one JVM after another. */
  static BindingReport of(List<String> lines) {
    BindingReport report = new BindingReport(lines.stream().anyMatch(COMPLETE::equals));
    for (String line : lines) {
      String[] words = line.split("\t", 3);
      if (words[0].equals(BACKEND)) {
        report.backend(words[1]);
      } else if (!line.equals(COMPLETE)) {
        report.add(words[0], Outcome.valueOf(words[1]), words[2]);
      }
    }
    return report;
  }

  /** All it knows and has not given yet, in lines, for the report of all JVMs. */
  synchronized List<String> takeLines() {
    List<String> lines = new ArrayList<>(List.of(BACKEND + "\t" + backend));
    if (complete) {
      lines.add(COMPLETE);
    }
    endings.forEach((rule, ofRule) -> ofRule.forEach(
        ending -> lines.add(String.join("\t", rule, ending.outcome().name(), ending.reason()))));
    endings.clear();
    return lines;
  }

  synchronized void backend(String name) {
    backend = name;
  }

  synchronized void add(String rule, Outcome outcome, String reason) {
    endings.computeIfAbsent(rule, number -> new ArrayList<>()).add(new Ending(outcome, oneLine(reason)));
  }

  /** The report in Markdown: a heading with counts, and a row for each rule. */
  synchronized String text(String binding) {
    List<Rule> rules = Rule.all().stream().filter(rule -> complete || endings.containsKey(rule.number())).toList();
    Map<String, Long> counts = rules.stream().collect(Collectors.groupingBy(
        rule -> outcomeOf(rule), TreeMap::new, Collectors.counting()));
    StringBuilder text = new StringBuilder()
        .append("# Backend ").append(backend).append(" on JDK ").append(System.getProperty("java.version"))
        .append(" (").append(binding).append(")\n\n")
        .append(rules.size()).append(" rules: ")
        .append(counts.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey()).collect(Collectors.joining(", ")))
        .append(". ").append(tests(Outcome.PASSED)).append(" tests passed, ").append(tests(Outcome.SKIPPED)).append(" skipped, ")
        .append(tests(Outcome.FAILED)).append(" failed.\n\n")
        .append("| Rule | What it says | Outcome | Tests | Reason |\n| --- | --- | --- | --- | --- |\n");
    rules.forEach(rule -> text.append(row(rule)));
    return text.append('\n').toString();
  }

  private String row(Rule rule) {
    List<Ending> ofRule = endings.getOrDefault(rule.number(), List.of());
    return "| " + String.join(" | ", rule.number(), rule.summary(), outcomeOf(rule), "" + ofRule.size(), reasons(ofRule)) + " |\n";
  }

  private String outcomeOf(Rule rule) {
    Set<Outcome> outcomes = endings.getOrDefault(rule.number(), List.of()).stream().map(Ending::outcome).collect(Collectors.toSet());
    if (outcomes.contains(Outcome.FAILED)) {
      return "**FAILED**";
    }
    if (outcomes.contains(Outcome.PASSED)) {
      return "passed";
    }
    return outcomes.isEmpty() ? "**untested**" : "skipped";
  }

  private static String reasons(List<Ending> ofRule) {
    Set<String> reasons = new LinkedHashSet<>();
    for (Outcome outcome : List.of(Outcome.FAILED, Outcome.SKIPPED)) {
      List<Ending> alike = ofRule.stream().filter(ending -> ending.outcome() == outcome).toList();
      alike.stream().collect(Collectors.groupingBy(Ending::reason, TreeMap::new, Collectors.counting()))
          .forEach((reason, count) ->
              reasons.add(count + " " + outcome.name().toLowerCase(Locale.ROOT) + ": " + reason.replace("|", "\\|")));
    }
    return String.join("; ", reasons);
  }

  private long tests(Outcome outcome) {
    return endings.values().stream().flatMap(List::stream).filter(ending -> ending.outcome() == outcome).count();
  }

  private static String oneLine(String reason) {
    String line = (reason == null ? "" : reason).replace(ASSUMPTION, "").replaceAll("\\s+", " ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + " …";
  }
}
