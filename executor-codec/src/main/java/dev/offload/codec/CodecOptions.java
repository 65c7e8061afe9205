package dev.offload.codec;

import java.util.List;
import java.util.Optional;

/**
 * Limits of a {@link Codec}; both ends of a channel should have the same.
 *
 * @param maxBytes the largest encoded message, from 1024 to 1 GiB. Default 256 MiB: large enough for data that still makes sense to copy,
 *     small enough that one message cannot fill an ordinary heap.
 * @param allowedClasses the only classes whose objects may travel, if present: exact binary names ({@code com.acme.Order}, which
 *     takes its nested classes along) or beginnings that end in {@code .*} ({@code com.acme.*}, which takes the packages below
 *     along). For a lambda the class that contains it counts. Default: every class is allowed. Always allowed are: primitive types,
 *     strings, boxes, {@code Object}, {@code Class}, string builders; {@code java.math}, {@code java.time}, {@code java.text};
 *     {@code java.util} with {@code concurrent}, {@code concurrent.atomic}, {@code concurrent.locks} and {@code regex};
 *     {@code java.io.File}, {@code Path}, {@code Charset}, {@code URI}, {@code URL}, Internet addresses; throwables of the JDK;
 *     arrays of all these; and {@code dev.offload} itself.
 */
public record CodecOptions(int maxBytes, Optional<List<String>> allowedClasses) {
  private static final int LEAST_MAX_BYTES = 1024;
  // Kryo's buffer doubles, and past 1 GiB an int has no double.
  private static final int MOST_MAX_BYTES = 1 << 30;
  private static final CodecOptions DEFAULTS = new CodecOptions(256 << 20, Optional.empty());

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if {@code maxBytes} is out of its range or a pattern is no class name, with or without {@code .*}
   */
  public CodecOptions {
    if (maxBytes < LEAST_MAX_BYTES) {
      throw new IllegalArgumentException("maxBytes must be >= " + LEAST_MAX_BYTES + ", was " + maxBytes);
    }
    if (maxBytes > MOST_MAX_BYTES) {
      throw new IllegalArgumentException("maxBytes must be <= " + MOST_MAX_BYTES + ", was " + maxBytes);
    }
    allowedClasses = allowedClasses.map(List::copyOf);
    allowedClasses.ifPresent(patterns -> patterns.forEach(ClassGate::checkPattern));
  }

  /** The defaults: 256 MiB, every class. */
  public static CodecOptions defaults() {
    return DEFAULTS;
  }

  /** Those that a backend is given: without patterns, every class. */
  public static CodecOptions of(int maxBytes, List<String> allowedClasses) {
    return new CodecOptions(maxBytes, allowedClasses.isEmpty() ? Optional.empty() : Optional.of(allowedClasses));
  }

  /** A copy with another {@link #maxBytes()}. */
  public CodecOptions withMaxBytes(int maxBytes) {
    return new CodecOptions(maxBytes, allowedClasses);
  }

  /** A copy that allows only these classes; see {@link #allowedClasses()} for the patterns. */
  public CodecOptions withAllowedClasses(List<String> patterns) {
    return new CodecOptions(maxBytes, Optional.of(patterns));
  }
}
