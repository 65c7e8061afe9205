package dev.offload.conformance;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Leaves out what {@link OnePerRule} leaves out. Registered as a service, so that it is there wherever the suite is on the class path. */
public final class OnePerRuleFilter implements PostDiscoveryFilter {
  /** For {@link java.util.ServiceLoader}. */
  public OnePerRuleFilter() {}

  @Override
  public FilterResult apply(TestDescriptor test) {
    boolean runs = test.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast)
        .map(source -> runs(source.getJavaClass(), source.getJavaMethod())).orElse(true);
    return FilterResult.includedIf(runs);
  }

  /** Tells whether a test runs in a binding. */
  static boolean runs(Class<?> binding, Method test) {
    return Extent.current() != Extent.BRIEF
        || !bindingOf(binding).isAnnotationPresent(OnePerRule.class)
        || !ContractSubject.class.isAssignableFrom(test.getDeclaringClass())
        || isTheOne(test);
  }

  /** Tells whether it is the one test of its rule that runs everywhere. */
  static boolean isTheOne(Method test) {
    return Arrays.stream(test.getAnnotationsByType(Tag.class)).anyMatch(tag -> tag.value().equals(OnePerRule.TAG));
  }

  /** The class that names the binding of which a class binds a chapter. */
  static Class<?> bindingOf(Class<?> type) {
    Class<?> outermost = type;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    PartOf part = outermost.getAnnotation(PartOf.class);
    return part == null ? outermost : part.value();
  }
}
