package dev.offload.spi;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a worker ended, for the exception of the task that was lost with it.
 *
 * @param story what happened, as a sentence for a person: {@code pid 4711 exited with code 137 …}
 * @param pid the id of its process, if it was one
 * @param code the exit code of its process, if it was one
 */
public record Exit(String story, OptionalLong pid, OptionalInt code) {
  /** The end of a worker that was no process, or none that came to life. */
  public static Exit of(String story) {
    return new Exit(story, OptionalLong.empty(), OptionalInt.empty());
  }

  /** The end of a process. */
  public static Exit of(String story, long pid, int code) {
    return new Exit(story, OptionalLong.of(pid), OptionalInt.of(code));
  }
}
