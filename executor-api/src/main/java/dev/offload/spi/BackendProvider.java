package dev.offload.spi;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import java.util.Set;

/**
 * Makes executors of one backend. Found by name through {@link java.util.ServiceLoader}: list the class in
 * {@code META-INF/services/dev.offload.spi.BackendProvider}. It needs a public constructor without parameters.
 */
public interface BackendProvider {
  /** The word that chooses this backend in a configuration, for example {@code processes}; lower case letters and digits. */
  String name();

  /** What the backend can do; a rule of the contract that needs more is skipped for it. */
  Set<Capability> capabilities();

  /** What it can do where that depends on the configuration, as its options have it. By default {@link #capabilities()}. */
  default Set<Capability> capabilities(ExecutorConfig config) {
    return capabilities();
  }

  /**
   * The keys of this backend's own options, without its name in front: {@code heapMb} is written {@code processes.heapMb} in a
   * configuration. A key that ends in {@code .*} stands for all keys with that beginning.
   */
  Set<String> optionKeys();

  /**
   * Makes an executor. The keys of {@link ExecutorConfig#options()} that begin with this backend's name are known to be in
   * {@link #optionKeys()}; their values are not checked yet.
   *
   * @throws IllegalArgumentException if a value is out of its range (rule C9)
   */
  TaskExecutor create(ExecutorConfig config);
}
