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
  /** The classes that bind chapters of this binding beside this one, each with {@link PartOf}; none by default. */
  default List<Class<?>> parts() {
    return List.of();
  }

  @Test
  @DisplayName("every rule of the contract has a test in this binding")
  default void contract_everyRule_hasATest() {
    assertEquals(Set.of(), rulesWithout(boundTests()), "rules without a test in " + getClass().getName());
    assertEquals(Set.of(), rulesWithout(boundTests().filter(OnePerRuleFilter::isTheOne)), "rules without a test tagged " + OnePerRule.TAG);
  }

  @Test
  @DisplayName("every test of the suite begins with the number of a rule")
  default void contract_everyTest_namesARule() {
    Set<String> unknown = boundTests().map(ContractCoverage::ruleOf).collect(Collectors.toCollection(LinkedHashSet::new));
    unknown.removeAll(Rule.all().stream().map(Rule::number).toList());

    assertEquals(Set.of(), unknown, "tests that begin with no rule of the contract");
  }

  @Test
  @DisplayName("every part of this binding says that it is one")
  default void contract_everyPart_namesItsBinding() {
    List<Class<?>> strangers = parts().stream().filter(part -> OnePerRuleFilter.bindingOf(part) != getClass()).toList();

    assertEquals(List.of(), strangers, "parts without @PartOf(" + getClass().getSimpleName() + ".class)");
  }

  private static Set<String> rulesWithout(Stream<Method> tests) {
    Set<String> missing = Rule.all().stream().map(Rule::number).collect(Collectors.toCollection(LinkedHashSet::new));
    tests.map(ContractCoverage::ruleOf).forEach(missing::remove);
    return missing;
  }

  private Stream<Method> boundTests() {
    return Stream.concat(Stream.of(getClass()), parts().stream())
        .flatMap(part -> bound(part).stream())
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class))
        .filter(method -> ContractSubject.class.isAssignableFrom(method.getDeclaringClass()));
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
