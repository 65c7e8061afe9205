package dev.offload.codec;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which classes may travel: the allow-list, by name, so that a class that is refused is not even loaded. Any thread. */
final class ClassGate {
  private static final List<String> ALWAYS_PACKAGES = List.of("java.math.", "java.text.", "java.time.", "java.util.",
      "java.util.concurrent.", "java.util.concurrent.atomic.", "java.util.concurrent.locks.", "java.util.regex.", "java.time.chrono.",
      "java.time.zone.", "java.time.temporal.", "java.time.format.", "sun.util.calendar.",
      "dev.offload.", "dev.offload.spi.", "dev.offload.spi.shared.",
      "dev.offload.shared.", "dev.offload.command.");
  // SerializedLambda stands for a lambda of a JDK class such as Comparator.comparing; what contains the lambda is checked as well.
  private static final Set<String> ALWAYS = Set.of("java.lang.Boolean", "java.lang.Byte", "java.lang.Character", "java.lang.Short",
      "java.lang.Integer", "java.lang.Long", "java.lang.Float", "java.lang.Double", "java.lang.Number", "java.lang.String",
      "java.lang.StringBuilder", "java.lang.StringBuffer", "java.lang.Object", "java.lang.Class", "java.lang.Enum", "java.lang.Void",
      "java.lang.StackTraceElement", "java.lang.invoke.SerializedLambda", "java.io.File", "java.net.URI", "java.net.URL",
      "java.net.InetAddress", "java.net.Inet4Address", "java.net.Inet6Address", "java.net.InetSocketAddress",
      "dev.offload.codec.Held");

  private final Optional<List<String>> patterns;

  /** On its own, because a worker that starts needs it only if there are patterns. */
  private static final class Syntax {
    private static final String WORD = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
    private static final Pattern PATTERN = Pattern.compile(WORD + "(\\." + WORD + ")*(\\.\\*)?");
  }

  ClassGate(Optional<List<String>> patterns) {
    this.patterns = patterns;
  }

  static void checkPattern(String pattern) {
    if (!Syntax.PATTERN.matcher(pattern).matches()) {
      throw new IllegalArgumentException(
          "allowedClasses must hold class names like com.acme.Order or beginnings like com.acme.*, held \"" + pattern + "\"");
    }
  }

  /** Tells whether objects of the class named so may travel; an array counts as its elements. */
  boolean allows(String className) {
    if (patterns.isEmpty()) {
      return true;
    }
    String name = elementName(className);
    return name.isEmpty() || isAlwaysAllowed(name) || patterns.get().stream().anyMatch(pattern -> matches(pattern, name));
  }

  boolean allows(Class<?> type) {
    return allows(type.getName());
  }

  /** Throws if the class named so may not travel. */
  void check(String className) {
    if (!allows(className)) {
      throw refusal(className).toFailure();
    }
  }

  static Refusal refusal(String className) {
    return new Refusal("class " + elementName(className) + " is not allowed to travel",
        "Add it to allowedClasses on both sides if its objects may be made from bytes");
  }

  private static boolean matches(String pattern, String name) {
    if (pattern.endsWith(".*")) {
      return name.startsWith(pattern.substring(0, pattern.length() - 1));
    }
    return name.startsWith(pattern) && (name.length() == pattern.length() || name.charAt(pattern.length()) == '$');
  }

  private static boolean isAlwaysAllowed(String name) {
    int packageEnd = name.lastIndexOf('.') + 1;
    return ALWAYS.contains(name) || ALWAYS_PACKAGES.contains(name.substring(0, packageEnd)) || isJdkThrowable(name);
  }

  private static boolean isJdkThrowable(String name) {
    if (!name.startsWith("java.")) {
      return false;
    }
    try {
      return Throwable.class.isAssignableFrom(Class.forName(name, false, ClassLoader.getPlatformClassLoader()));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The name without the brackets of arrays; empty for arrays of primitives. */
  private static String elementName(String className) {
    int brackets = className.lastIndexOf('[') + 1;
    if (brackets == 0) {
      return className;
    }
    return className.charAt(brackets) == 'L' ? className.substring(brackets + 1, className.length() - 1) : "";
  }
}
