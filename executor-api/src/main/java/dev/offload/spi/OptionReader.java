package dev.offload.spi;

import dev.offload.ExecutorConfig;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one backend's options out of a configuration; a text that does not fit is an {@link IllegalArgumentException} (rule C9). */
public final class OptionReader {
  private static final Pattern SIMPLE_DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

  private final Map<String, String> options;
  private final String prefix;

  private OptionReader(Map<String, String> options, String prefix) {
    this.options = options;
    this.prefix = prefix;
  }

  /** Reads the options of {@code config} whose keys begin with {@code backend} and a dot. */
  public static OptionReader of(ExecutorConfig config, String backend) {
    return new OptionReader(config.options(), backend + ".");
  }

  /** The text under {@code key}, if there is one. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(options.get(prefix + key));
  }

  /** The whole number under {@code key}, or the default. */
  public int integer(String key, int byDefault) {
    return text(key).map(text -> parseInt(prefix + key, text)).orElse(byDefault);
  }

  /** The whole number under {@code key}, if there is one. */
  public OptionalInt integer(String key) {
    return text(key).map(text -> OptionalInt.of(parseInt(prefix + key, text))).orElse(OptionalInt.empty());
  }

  /** The truth under {@code key}, or false. */
  public boolean flag(String key) {
    return text(key).map(text -> parseBoolean(prefix + key, text)).orElse(false);
  }

  /** The duration under {@code key}, or the default. */
  public Duration duration(String key, Duration byDefault) {
    return text(key).map(text -> parseDuration(prefix + key, text)).orElse(byDefault);
  }

  /** The constant whose name, in lower case, stands under {@code key}, or the default. */
  public <E extends Enum<E>> E oneOf(String key, E byDefault) {
    return text(key).map(text -> parseEnum(prefix + key, text, byDefault.getDeclaringClass())).orElse(byDefault);
  }

  /** All options whose keys begin with {@code beginning}, without it. */
  public Map<String, String> group(String beginning) {
    Map<String, String> group = new TreeMap<>();
    options.forEach((key, value) -> {
      if (key.startsWith(prefix + beginning)) {
        group.put(key.substring(prefix.length() + beginning.length()), value);
      }
    });
    return group;
  }

  /** Reads a whole number; {@code name} is for the message. */
  public static int parseInt(String name, String text) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a whole number, was " + text, e);
    }
  }

  /** Reads {@code true} or {@code false}; {@code name} is for the message. */
  public static boolean parseBoolean(String name, String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(name + " must be true or false, was " + text);
    };
  }

  /** Reads the name of a constant, in upper or lower case; {@code name} is for the message. */
  public static <E extends Enum<E>> E parseEnum(String name, String text, Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String wanted = constant.name().toLowerCase(Locale.ROOT);
      if (wanted.equalsIgnoreCase(text.trim())) {
        return constant;
      }
      names.add(wanted);
    }
    String last = names.remove(names.size() - 1);
    throw new IllegalArgumentException(name + " must be " + String.join(", ", names) + " or " + last + ", was " + text);
  }

  /** Reads {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h} or ISO 8601; {@code name} is for the message. */
  public static Duration parseDuration(String name, String text) {
    Matcher simple = SIMPLE_DURATION.matcher(text.trim());
    if (!simple.matches()) {
      return parseIsoDuration(name, text);
    }
    long amount = Long.parseLong(simple.group(1));
    return switch (simple.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  private static Duration parseIsoDuration(String name, String text) {
    try {
      return Duration.parse(text.trim());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + " must be a duration like 500ms, 5s, 2m, 1h or PT5S, was " + text, e);
    }
  }
}
