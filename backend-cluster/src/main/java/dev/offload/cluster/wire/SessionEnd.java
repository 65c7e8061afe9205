package dev.offload.cluster.wire;

import dev.offload.spi.Exit;
import org.jspecify.annotations.Nullable;

/**
 * How a session ended.
 *
 * @param initializerFailure the encoded failure of the initializer, if it was for that
 */
public record SessionEnd(Exit exit, byte @Nullable [] initializerFailure) {
  /** The end of a session that nobody wants any more. */
  public static final SessionEnd GIVEN_UP = of("it was given up");

  /** An end that is all said with its story. */
  public static SessionEnd of(String story) {
    return of(Exit.of(story));
  }

  /** The end of a worker. */
  public static SessionEnd of(Exit exit) {
    return new SessionEnd(exit, null);
  }
}
