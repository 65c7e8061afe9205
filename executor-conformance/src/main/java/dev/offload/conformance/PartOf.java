package dev.offload.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class that binds some chapters of a binding whose name and coverage another class has: several classes can run side by side, each in a
 * JVM of its own. The other class names this one in {@link ContractCoverage#parts}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PartOf {
  /** The class that gives the binding its name. */
  Class<?> value();
}
