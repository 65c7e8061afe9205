package dev.offload.node;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads secrets from where they may stand: never the command line, which all users of a machine can read. */
final class Secret {
  // Those of an executor's options, so that one environment serves both; one of another name would be refused there.
  static final String KEY_STORE_VARIABLE = "OFFLOAD_CLUSTER_TLS_KEY_STORE_PASSWORD";
  static final String TRUST_STORE_VARIABLE = "OFFLOAD_CLUSTER_TLS_TRUST_STORE_PASSWORD";
  static final String TOKEN_VARIABLE = "OFFLOAD_CLUSTER_TOKEN";

  private Secret() {}

  /**
   * What the file holds, without the line's end, or if none is named the variable, if there is one.
   *
   * @throws IllegalArgumentException if the file cannot be read or is empty; {@code option} is for the message
   */
  static Optional<String> read(@Nullable Path file, String option, String variable) {
    if (file == null) {
      return Optional.ofNullable(System.getenv(variable));
    }
    try {
      String secret = Files.readString(file).stripTrailing();
      checkArgument(!secret.isEmpty(), "%s must hold something, but %s is empty", option, file);
      return Optional.of(secret);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(option + " must be a text in UTF-8, which " + file + " is not", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(option + " must be a file that can be read, was " + file, e);
    }
  }
}
