package dev.offload.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a binding class implements so that it fails where a rule of the contract has no test in it. */
public interface ContractCoverage extends BriefCoverage {
  @Test
  @DisplayName("every rule of the contract has a test in this binding")
  default void contract_everyRule_hasATest() {
    Set<String> missing = rules();
    missing.removeAll(BoundTests.rulesOf(BoundTests.of(getClass(), parts())));

    assertEquals(Set.of(), missing, "rules without a test in " + getClass().getName());
  }

  @Test
  @DisplayName("every test of the suite begins with the number of a rule")
  default void contract_everyTest_namesARule() {
    Set<String> unknown = BoundTests.rulesOf(BoundTests.of(getClass(), parts()));
    unknown.removeAll(rules());

    assertEquals(Set.of(), unknown, "tests that begin with no rule of the contract");
  }

  private static Set<String> rules() {
    return Rule.all().stream().map(Rule::number).collect(Collectors.toCollection(TreeSet::new));
  }
}
