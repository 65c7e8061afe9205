package dev.offload.benchmarks.programs;

import dev.offload.ExecutorConfig;
import dev.offload.Task;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.benchmarks.pools.PoolKind;
import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.spi.TaskCall;

/** What a pending future takes of the heap, beside the bytes of its task. */
public final class PendingFutures {
  private static final int ARRAY_HEADER_BYTES = 16;

  private PendingFutures() {}

  /** Takes the backend and the number of futures; prints the bytes of each. */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[1]);
    ExecutorConfig config = PoolKind.processes(1).withBackend(arguments[0]);
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      executor.submit(() -> null).get();
      executor.submit(() -> Thread.sleep(3_600_000));
      // One object for all: on threads it is the task's only bytes, and none of any future.
      Task<Integer> task = () -> 1;
      TaskFuture<?>[] futures = new TaskFuture<?>[count];
      long before = Heap.liveBytes();
      for (int i = 0; i < count; i++) {
        futures[i] = executor.submit(task);
      }
      double each = (Heap.liveBytes() - before) / (double) count;
      System.out.println(each - (arguments[0].equals("processes") ? encodedBytes(task) : 0));
      if (futures[count - 1].isDone()) {
        throw new IllegalStateException("the futures were not pending");
      }
      executor.shutdownNow();
    }
  }

  /** What the encoded task takes of the heap, as an array that belongs to its future alone. */
  private static long encodedBytes(Task<?> task) {
    int length = new Codec(CodecOptions.defaults(), PendingFutures.class.getClassLoader())
        .encodeCall(new TaskCall.OfCallable<>(task)).inline().length;
    return (ARRAY_HEADER_BYTES + length + 7) / 8 * 8;
  }
}
