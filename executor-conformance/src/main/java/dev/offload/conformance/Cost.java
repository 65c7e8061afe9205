package dev.offload.conformance;

import com.sun.management.ThreadMXBean;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/**
 * What a burst of tasks costs this JVM in things that can be counted, and so do not depend on how busy the machine is: bytes of heap and
 * system calls.
 */
public final class Cost {
  private static final Path IO = Path.of("/proc/self/io");
  private static final int WARM_UPS = 6;
  private static final int ROUNDS = 5;

  private Cost() {}

  /** A burst of capturing lambdas: all are submitted, then all results are taken. Returns their sum. */
  public static int submitAll(TaskExecutor executor, int tasks) throws Exception {
    List<TaskFuture<Integer>> futures = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      int number = i;
      futures.add(executor.submit(() -> number + 1));
    }
    int sum = 0;
    for (TaskFuture<Integer> future : futures) {
      sum += future.get();
    }
    return sum;
  }

  /** The bytes that all threads together allocate for one task: the least of several bursts of {@code tasks}, after some to warm up. */
  public static long bytesPerTask(int tasks, Callable<?> burst) throws Exception {
    for (int i = 0; i < WARM_UPS; i++) {
      burst.call();
    }
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = allocated();
      burst.call();
      least = Math.min(least, allocated() - before);
    }
    return least / tasks;
  }

  /** The writes that this process asks the system for in one burst, the least of several; empty where the system does not count them. */
  public static OptionalLong writes(Callable<?> burst) throws Exception {
    if (!Files.isReadable(IO)) {
      return OptionalLong.empty();
    }
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = writesSoFar();
      burst.call();
      least = Math.min(least, writesSoFar() - before);
    }
    return OptionalLong.of(least);
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).filter(bytes -> bytes > 0).sum();
  }

  private static long writesSoFar() throws IOException {
    return Files.readAllLines(IO).stream()
        .filter(line -> line.startsWith("syscw: "))
        .mapToLong(line -> Long.parseLong(line.substring("syscw: ".length())))
        .findFirst()
        .orElseThrow();
  }
}
