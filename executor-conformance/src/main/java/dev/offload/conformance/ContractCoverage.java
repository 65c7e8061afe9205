package dev.offload.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a binding class implements so that it fails where a rule of the contract has no test in it. */
public interface ContractCoverage {
  @Test
  @DisplayName("every rule of the contract has a test in this binding")
  default void contract_everyRule_hasATest() {
    Set<String> missing = Rule.all().stream().map(Rule::number).collect(Collectors.toCollection(LinkedHashSet::new));
    missing.removeAll(rulesOfBoundTests().toList());

    assertEquals(Set.of(), missing, "rules without a test in " + getClass().getName());
  }

  @Test
  @DisplayName("every test of the suite begins with the number of a rule")
  default void contract_everyTest_namesARule() {
    Set<String> unknown = rulesOfBoundTests().collect(Collectors.toCollection(LinkedHashSet::new));
    unknown.removeAll(Rule.all().stream().map(Rule::number).toList());

    assertEquals(Set.of(), unknown, "tests that begin with no rule of the contract");
  }

  private Stream<String> rulesOfBoundTests() {
    return bound(getClass()).stream()
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class))
        .filter(method -> ContractSubject.class.isAssignableFrom(method.getDeclaringClass()))
        .map(ContractCoverage::ruleOf);
  }

  private static String ruleOf(Method test) {
    DisplayName name = test.getAnnotation(DisplayName.class);
    return Rule.numberIn(name == null ? "" : name.value()).orElse(test.getName());
  }

  /** The class itself and the nested ones in it, as far as they bind a part of the contract. */
  private static List<Class<?>> bound(Class<?> type) {
    List<Class<?>> bound = new ArrayList<>();
    if (ContractSubject.class.isAssignableFrom(type)) {
      bound.add(type);
    }
    for (Class<?> inner : type.getDeclaredClasses()) {
      if (inner.isAnnotationPresent(Nested.class)) {
        bound.addAll(bound(inner));
      }
    }
    return bound;
  }
}
