package dev.offload;

import dev.offload.spi.SingleTask;
import org.jspecify.annotations.Nullable;

/**
 * Starts single processes, each for one task, beside any pool.
 *
 * <pre>{@code
 * TaskProcess<String> process = Processes.start("reader", () -> Files.readString(Path.of("notes.txt")));
 * process.join();
 * System.out.println(process.exitCode() + " " + process.future().get());
 * }</pre>
 */
public final class Processes {
  private Processes() {}

  /**
   * Starts a child JVM for a task, with what {@link ExecutorConfig#load()} says of {@code processes.*}. This program does not end before
   * it.
   */
  public static <T extends @Nullable Object> TaskProcess<T> start(String name, Task<T> task) {
    return start(ExecutorConfig.load().withBackend("processes"), name, task, false);
  }

  /** As {@link #start(String, Task)}, and it ends with this program at the latest. */
  public static <T extends @Nullable Object> TaskProcess<T> startDaemon(String name, Task<T> task) {
    return start(ExecutorConfig.load().withBackend("processes"), name, task, true);
  }

  /**
   * Starts a worker of any backend for a task. What the configuration says of numbers of workers, queue and replacement has no meaning
   * here.
   *
   * @param daemon whether it ends with this program at the latest
   * @return its handle; a task that cannot travel has failed with {@link TaskTransferException}, and its process ends
   */
  public static <T extends @Nullable Object> TaskProcess<T> start(ExecutorConfig config, String name, Task<T> task, boolean daemon) {
    return SingleTask.start(config, name, task, daemon);
  }
}
