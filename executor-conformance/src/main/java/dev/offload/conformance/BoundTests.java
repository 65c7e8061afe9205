package dev.offload.conformance;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The tests of the suite that a binding has, and their rules. */
final class BoundTests {
  private BoundTests() {}

  static Stream<Method> of(Class<?> binding, List<Class<?>> parts) {
    return Stream.concat(Stream.of(binding), parts.stream())
        .flatMap(part -> bound(part).stream())
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class))
        .filter(method -> ContractSubject.class.isAssignableFrom(method.getDeclaringClass()));
  }

  /** The numbers of their rules; the name of a test that names none. */
  static SortedSet<String> rulesOf(Stream<Method> tests) {
    return tests.map(BoundTests::ruleOf).collect(Collectors.toCollection(TreeSet::new));
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
