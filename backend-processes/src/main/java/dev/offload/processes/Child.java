package dev.offload.processes;

import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.spi.Exit;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ProcessWorker} has of its child. Its code may be anybody's: what it sends is believed only as far as it can be checked.
 * Started, read and mourned by the worker's own thread; sending, stopping and killing come from any.
 */
interface Child {
  /** Starts it, and returns when it has proved itself on its channel. */
  ClaimBoard start() throws IOException;

  /** Waits until the child has said more; false when it has closed the channel and all it has said was taken. */
  boolean await() throws IOException;

  /** The next frame of what it has said; null if there is none at hand. */
  @Nullable Frame poll() throws IOException;

  /** Sends frames, and never waits for the child to take them. */
  void send(List<Frame> frames);

  /** How many bytes were sent that the child has yet to take. */
  long unsentBytes();

  /** Asks it to end; one that does not speak yet is killed. */
  void stop();

  /** Ends it at once, and what it has started. */
  void kill();

  /** Its process id, once it was started. */
  OptionalLong pid();

  /** Asks its system to end it: its shutdown hooks run. */
  void terminate();

  /** Its process id, and its heap as it last told: {@code pid 4711, heap 12 of 64 MiB}. */
  String describe();

  /** Tells whether it is gone, or was never started. */
  boolean hasEnded();

  /**
   * Waits for its end, lets go of all it had, and tells the story; {@code trouble} is what went wrong on this side, or empty.
   *
   * @param onGone called as soon as it runs no more, ahead of what takes longer
   */
  Exit obituary(String trouble, Runnable onGone);

  /** As {@link #obituary}. The child chose what there is to be read about its end; what cannot be told must not keep the end back. */
  default Exit lastWord(String trouble, Runnable onGone) {
    try {
      return obituary(trouble, onGone);
    } catch (Throwable e) {
      return Exit.of(trouble + "; no more can be told: " + e);
    }
  }
}
