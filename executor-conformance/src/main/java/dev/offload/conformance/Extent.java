package dev.offload.conformance;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.base.Enums;
import java.util.Arrays;

/**
 * How much the suite does: how often it runs races and fuzz loops, and whether it runs whole in every binding. The system property
 * {@code conformance.extent} says which, in any case of letters; {@link #FULL} by default.
 */
public enum Extent {
  /** What a build runs before each commit: loops are short, and a binding with {@link OnePerRule} runs one test of each rule. */
  BRIEF,
  /** Every test in every binding. */
  FULL,
  /** The tests with the tag {@value Soak#TAG} in their long form, for an hour or so. */
  SOAK;

  private static final String PROPERTY = "conformance.extent";
  private static final Extent CURRENT = parse(System.getProperty(PROPERTY, FULL.name()));

  /** The extent of this run. */
  public static Extent current() {
    return CURRENT;
  }

  /** How often to do something, by extent. */
  public static int times(int brief, int full, int soak) {
    return switch (CURRENT) {
      case BRIEF -> brief;
      case FULL -> full;
      case SOAK -> soak;
    };
  }

  private static Extent parse(String text) {
    String name = Ascii.toUpperCase(text);
    checkArgument(Enums.getIfPresent(Extent.class, name).isPresent(), "%s must be one of %s, was %s", PROPERTY,
        Arrays.toString(values()), text);
    return valueOf(name);
  }
}
