package dev.offload;

import java.io.Serializable;

/**
 * Work that gives no value and can travel to another JVM.
 *
 * <p>It is not a {@link Runnable} on purpose: a lambda typed as {@code Runnable} cannot be serialised, one typed as {@code Action}
 * can (rule C4).
 */
@FunctionalInterface
public interface Action extends Serializable {
  /**
   * Does the work.
   *
   * @throws Exception whatever went wrong; it ends in the task's future (rule R3)
   */
  void run() throws Exception;
}
