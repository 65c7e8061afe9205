package dev.offload.spi.shared;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Something that is asked of a shared object. It can travel; values of the user in it are packed.
 *
 * @param <S> the state of the object
 * @param <R> the answer
 */
public interface Request<S, R extends @Nullable Object> extends Serializable {
  /** What {@link #apply} returns if it cannot be done yet. */
  Object WAIT = new Object();

  /**
   * Does it, with nobody else at the state. What it throws is the answer.
   *
   * @return the answer; {@link #WAIT} to be asked again when something has changed, and those before it in its lane have been served
   */
  @Nullable Object apply(S state, Call call) throws Exception;

  /** Calls of one lane are served in the order in which they came; those of another may overtake them. */
  default int lane() {
    return 0;
  }

  /** Tells whether it need not wait for those before it in its lane. */
  default boolean overtakes(S state, Call call) {
    return false;
  }

  /**
   * Tells whether it runs code of the user, which may take its time and must hold up nobody but those who want the same object. It runs
   * without the lock of the cell, so the states that have any neither own nor wait.
   */
  default boolean isForeign() {
    return false;
  }

  /**
   * The caller does not want to wait any longer.
   *
   * @return whether it is out; false if it waits for something else now, which has to come before it can go
   */
  default boolean withdraw(S state, Call call) {
    return true;
  }

  /** The caller's worker can be told nothing any more. The call is in no lane now, nor is another one of that worker. */
  default void abandon(S state, Call call) {
    withdraw(state, call);
  }
}
