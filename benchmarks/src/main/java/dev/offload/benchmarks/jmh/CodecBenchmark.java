package dev.offload.benchmarks.jmh;

import dev.offload.Task;
import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.codec.Encoded;
import dev.offload.spi.TaskCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/** Tasks and results to bytes and back. */
public class CodecBenchmark extends NanosPerCall {
  private final Codec codec = new Codec(CodecOptions.defaults(), CodecBenchmark.class.getClassLoader());
  private final TaskCall<Integer> lambda = new TaskCall.OfCallable<>(capturing(42));
  private final Order order = new Order(4711, "a customer", Instant.EPOCH,
      List.of(new Line("first", 1, 9.99), new Line("second", 2, 19.99)), Map.of("colour", "blue"));
  private final Encoded encodedLambda = codec.encodeCall(lambda);
  private final Encoded encodedOrder = codec.encodeResult(order);
  private final Encoded encodedInteger = codec.encodeResult(43);

  /** A record of a usual size. */
  record Order(long id, String customer, Instant placed, List<Line> lines, Map<String, String> notes) {}

  /** A record in it. */
  record Line(String article, int count, double price) {}

  /** A capturing lambda, as each tiny task is one. */
  @Benchmark
  public Encoded encodeLambda() {
    return codec.encodeCall(lambda);
  }

  /** What the worker does with it. */
  @Benchmark
  public Object decodeLambda() {
    return codec.decodeCall(encodedLambda);
  }

  /** A small result. */
  @Benchmark
  public Encoded encodeInteger() {
    return codec.encodeResult(43);
  }

  /** A small result. */
  @Benchmark
  public Object decodeInteger() {
    return codec.decodeResult(encodedInteger);
  }

  /** A record with records, a list, a map and a time in it. */
  @Benchmark
  public Encoded encodeRecords() {
    return codec.encodeResult(order);
  }

  /** A record with records, a list, a map and a time in it. */
  @Benchmark
  public Object decodeRecords() {
    return codec.decodeResult(encodedOrder);
  }

  private static Task<Integer> capturing(int captured) {
    return () -> captured + 1;
  }
}
