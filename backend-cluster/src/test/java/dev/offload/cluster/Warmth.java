package dev.offload.cluster;

import dev.offload.Results;
import dev.offload.TaskExecutor;
import java.util.stream.IntStream;

/** A first use of a cluster. */
final class Warmth {
  private static final int TASKS = 200;

  private Warmth() {}

  static void spread(TaskExecutor executor) {
    try (Results<Integer> results = executor.map(Math::abs, IntStream.range(0, TASKS).boxed().toList())) {
      results.forEachRemaining(value -> { });
    }
  }
}
