package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskTransferException;
import dev.offload.conformance.Extent;
import dev.offload.conformance.Soak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Arguments and results of all sizes. */
class MessageSizeTest {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  @Test
  @DisplayName("R1: arguments and results of nothing, of a byte, around 64 and 128 KiB and of 100 MB arrive as they were")
  void bytes_ofAnySize_comeBack() throws Exception {
    List<Integer> sizes = List.of(0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 128 * KIB - 1, 128 * KIB, 128 * KIB + 1, 100_000_000);
    try (TaskExecutor executor = Processes.open(settings -> settings.option("processes.heapMb", "640"))) {
      for (int size : sizes) {
        byte[] sent = pattern(size);

        byte[] back = executor.submit(MessageSizeTest::turned, sent).get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertTrue(Arrays.equals(turned(sent), back), () -> size + " bytes came back changed");
      }
    }
  }

  @Test
  @DisplayName("R1: an array of almost half a worker's heap comes back: neither its way there nor its way back needs another of its size")
  void bytes_ofAlmostHalfTheHeap_comeBack() throws Exception {
    byte[] sent = pattern(30 * MIB);
    try (TaskExecutor executor = Processes.open(settings -> settings.option("processes.heapMb", "64"))) {
      for (int i = 0; i < 3; i++) {
        byte[] back = executor.submit(bytes -> bytes, sent).get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertTrue(Arrays.equals(sent, back), "it came back changed");
      }
    }
  }

  @Test
  @DisplayName("E9: a large array goes to the next worker as it was sent to the one that was lost")
  void bytes_ofATaskThatIsTriedAgain_areSentAgain() throws Exception {
    byte[] sent = pattern(5 * MIB);
    try (TaskExecutor executor = Processes.open()) {
      byte[] back = executor.submit(TaskOptions.defaults().withRetries(1), MessageSizeTest::haltAtFirst, sent)
          .get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS);

      assertTrue(Arrays.equals(pattern(5 * MIB), back), "it came back changed");
    }
  }

  private static byte[] haltAtFirst(byte[] bytes) {
    if (TaskContext.current().attempt() == 1) {
      Arrays.fill(bytes, (byte) 7);
      Runtime.getRuntime().halt(1);
    }
    return bytes;
  }

  @Test
  @DisplayName("R4: a message over maxMessageMb is a clear error of its own future, whichever way it goes")
  void message_overTheLimit_failsItsOwnFuture() throws Exception {
    int most = 1 * MIB;
    try (TaskExecutor executor = Processes.open(settings -> settings.option("processes.maxMessageMb", "1"))) {
      List<TaskFuture<Integer>> good = new ArrayList<>();
      TaskFuture<Integer> argument = executor.submit(bytes -> bytes.length, new byte[most + 1]);
      good.add(executor.submit(bytes -> bytes.length, new byte[most - KIB]));
      TaskFuture<byte[]> result = executor.submit(length -> new byte[length], most + 1);
      good.add(executor.submit(bytes -> bytes.length, new byte[most - KIB]));
      TaskFuture<Integer> numbers = executor.submit(longs -> longs.length, new long[most / Long.BYTES]);

      assertTooLarge(argument, "The argument cannot be encoded");
      assertTooLarge(result, "The result cannot be encoded");
      assertTooLarge(numbers, "The argument cannot be encoded");
      for (TaskFuture<Integer> future : good) {
        assertEquals(most - KIB, future.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      }
    }
  }

  @Test
  @Tag(Soak.TAG)
  @DisplayName("R1: a result just under 1 GiB arrives, one of 1 GiB is a clear error")
  void result_ofOneGibibyte_arrivesOrSaysWhy() throws Exception {
    assumeTrue(Extent.current() == Extent.SOAK, "takes gigabytes of memory; runs under the profile soak");
    assumeTrue(Runtime.getRuntime().maxMemory() > 1_600L * MIB, "the heap of this JVM is smaller than a message and a half");
    long began = System.nanoTime();
    try (TaskExecutor executor = Processes.open(settings -> settings
        .option("processes.heapMb", "3000").option("processes.maxMessageMb", "1024"))) {
      int size = 1024 * MIB - KIB;

      int length = executor.submit(it -> new byte[it], size).get(600, TimeUnit.SECONDS).length;
      TaskFuture<byte[]> tooLarge = executor.submit(it -> new byte[it], 1024 * MIB);

      assertEquals(size, length);
      assertTooLarge(tooLarge, "The result cannot be encoded");
      assertEquals(1, executor.submit(() -> 1).get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("bytes of the result", 1024L * MIB - KIB);
    figures.put("seconds", (System.nanoTime() - began) / 1_000_000_000);
    Soak.report("A result of 1 GiB", figures);
  }

  private static void assertTooLarge(TaskFuture<?> future, String what) {
    ExecutionException e = assertThrows(ExecutionException.class,
        () -> future.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    String message = assertInstanceOf(TaskTransferException.class, e.getCause()).getMessage();
    assertTrue(message.contains(what) && message.contains("larger than maxBytes"), message);
  }

  private static byte[] pattern(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 16));
    }
    return bytes;
  }

  private static byte[] turned(byte[] bytes) {
    byte[] turned = bytes.clone();
    for (int i = 0; i < turned.length; i++) {
      turned[i] ^= 0x5A;
    }
    return turned;
  }
}
