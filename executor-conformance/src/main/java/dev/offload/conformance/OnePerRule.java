package dev.offload.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A binding in which one test of each rule is enough under {@link Extent#BRIEF}: those with the tag {@value #TAG}. Under any other extent
 * it changes nothing. It stands at the outermost class of the binding.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OnePerRule {
  /** The tag of the one test. */
  String TAG = "one-per-rule";
}
