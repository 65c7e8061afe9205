package dev.offload;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Work on two arguments that can travel to another JVM.
 *
 * @param <A> the first argument; null is a legal value
 * @param <B> the second argument; null is a legal value
 * @param <T> what the function returns; null is a legal value
 */
@FunctionalInterface
public interface TaskBiFunction<A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object>
    extends Serializable {
  /**
   * Applies the function.
   *
   * @throws Exception whatever went wrong; it ends in the task's future (rule R3)
   */
  T apply(A first, B second) throws Exception;
}
