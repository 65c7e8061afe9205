package dev.offload.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule of the contract.
 *
 * @param number its number, for example {@code S1}
 * @param text what it says
 */
record Rule(String number, String text) {
  private static final String CONTRACT = "/dev/offload/CONTRACT.md";
  private static final Pattern ROW = Pattern.compile("\\| ([A-Z]\\d+) \\| (.*) \\|");
  private static final Pattern NAME = Pattern.compile("([A-Z]\\d+): .+");

  /** The rules in the order in which the contract states them. */
  static List<Rule> all() {
    try (InputStream in = Rule.class.getResourceAsStream(CONTRACT)) {
      if (in == null) {
        throw new IllegalStateException(CONTRACT + " is missing on the class path; executor-api's jar has it");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines()
          .map(ROW::matcher).filter(Matcher::matches).map(row -> new Rule(row.group(1), row.group(2))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first sentence of what it says. */
  String summary() {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  /** The number with which a test's display name begins. */
  static Optional<String> numberIn(String displayName) {
    Matcher matcher = NAME.matcher(displayName);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
