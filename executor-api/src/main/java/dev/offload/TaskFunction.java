package dev.offload;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Work on one argument that can travel to another JVM.
 *
 * @param <A> the argument; null is a legal value
 * @param <T> what the function returns; null is a legal value
 */
@FunctionalInterface
public interface TaskFunction<A extends @Nullable Object, T extends @Nullable Object> extends Serializable {
  /**
   * Applies the function.
   *
   * @throws Exception whatever went wrong; it ends in the task's future (rule R3)
   */
  T apply(A argument) throws Exception;
}
