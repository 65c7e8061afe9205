package dev.offload.benchmarks.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.offload.spi.TaskCall;
import org.junit.jupiter.api.Test;

/** What JMH measures does what it says. */
final class JmhTest {
  @Test
  void benchmarks_areKnownToJmh() {
    assertNotNull(JmhTest.class.getResource("/META-INF/BenchmarkList"));
  }

  @Test
  void codec_decodesWhatItEncoded() throws Exception {
    CodecBenchmark codec = new CodecBenchmark();

    assertEquals(43, ((TaskCall<?>) codec.decodeLambda()).call());
    assertEquals(43, codec.decodeInteger());
    assertEquals("a customer", ((CodecBenchmark.Order) codec.decodeRecords()).customer());
  }

  @Test
  void inlineExecutor_runsEachTask() throws Exception {
    DispatcherBenchmark dispatcher = new DispatcherBenchmark();

    assertEquals(1, dispatcher.submitAndGet());
    assertEquals(1, dispatcher.toCompletableFuture());
    assertEquals(1_000, dispatcher.asCompleted());
    dispatcher.close();
  }

  @Test
  void threads_bothRunEachTask() throws Exception {
    ThreadsBenchmark threads = new ThreadsBenchmark();
    threads.workers = 2;
    threads.open();

    assertEquals(1, threads.offloadRoundTrip());
    assertEquals(1, threads.jdkRoundTrip());
    assertEquals(1_000, threads.offloadMany());
    assertEquals(1_000, threads.jdkMany());
    threads.close();
  }
}
