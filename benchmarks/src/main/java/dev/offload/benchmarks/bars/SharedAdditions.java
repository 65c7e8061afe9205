package dev.offload.benchmarks.bars;

import static com.google.common.base.Preconditions.checkState;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.benchmarks.floor.OwnJvm;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.Sampler;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.PoolKind;
import dev.offload.benchmarks.pools.Python;
import dev.offload.shared.SharedLong;
import dev.offload.shared.SharedLongs;
import dev.offload.shared.SharedObjects;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Function;

/** Additions to what a task shares with its parent; nobody else wants it. */
final class SharedAdditions {
  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;

  private SharedAdditions() {}

  /** To a shared number, by a message each. */
  static Bar toNumber() {
    return Bar.of("shared-number", "an addition to a shared number by a task, which nobody else uses: each; 1 worker", "µs", Better.LESS)
        .withTarget(Target.atMost(2.5).timesFloor())
        .withWarmUps(4)
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), () -> micros(PoolKind.processes(1), OfNumber::in, scale.of(20_000, 200))),
            Contestant.floor("socket ping-pong", () -> RoundTrip.pingPong(scale.of(20_000, 200))),
            Contestant.peer(PoolKind.THREADS.title(), () -> micros(PoolKind.threads(1), OfNumber::in, scale.of(100_000, 200))),
            Contestant.peer("CPython Manager", () -> ofPython("manager", scale.of(2_000, 100), MICROS))));
  }

  /** To an element of shared memory. */
  static Bar toMemory() {
    return Bar.of("shared-longs", "an atomic addition to an element of shared memory by a task: each; 1 worker", "ns", Better.LESS)
        .withTarget(Target.atMost(3).timesFloor())
        .withWarmUps(4)
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), () -> nanos(PoolKind.processes(1), OfMemory::in, scale.of(20_000_000, 20_000))),
            Contestant.floor("VarHandle in the parent", () -> inThisJvm(scale.of(20_000_000, 20_000))),
            Contestant.peer("CPython Value", () -> ofPython("value", scale.of(100_000, 100), NANOS))));
  }

  /** Something to add to; can travel. */
  private interface Addend extends Serializable {
    void add(int times);

    long sum();
  }

  private record OfNumber(SharedLong number) implements Addend {
    private static final long serialVersionUID = 1L;

    static OfNumber in(SharedObjects shared) {
      return new OfNumber(shared.atomicLong(0));
    }

    @Override
    public void add(int times) {
      for (int i = 0; i < times; i++) {
        number.incrementAndGet();
      }
    }

    @Override
    public long sum() {
      return number.get();
    }
  }

  private record OfMemory(SharedLongs longs) implements Addend {
    private static final long serialVersionUID = 1L;

    static OfMemory in(SharedObjects shared) {
      return new OfMemory(shared.longs(1));
    }

    @Override
    public void add(int times) {
      for (int i = 0; i < times; i++) {
        longs.getAndAdd(0, 1);
      }
    }

    @Override
    public long sum() {
      return longs.getVolatile(0);
    }
  }

  private record OfBuffer(ByteBuffer memory) {
    private static final VarHandle ELEMENT = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    void add(int times) {
      for (int i = 0; i < times; i++) {
        long unused = (long) ELEMENT.getAndAdd(memory, 0, 1L);
      }
    }
  }

  private static Sampler micros(ExecutorConfig config, Function<SharedObjects, Addend> maker, int count) {
    return additions(config, maker, count, 1e3);
  }

  private static Sampler nanos(ExecutorConfig config, Function<SharedObjects, Addend> maker, int count) {
    return additions(config, maker, count, 1);
  }

  private static Sampler additions(ExecutorConfig config, Function<SharedObjects, Addend> maker, int count, double unitNanos) {
    TaskExecutor executor = TaskExecutor.open(config);
    Addend addend = maker.apply(executor.shared());
    Sampler sampler = () -> {
      long before = addend.sum();
      long nanos = executor.submit(() -> {
        long start = System.nanoTime();
        addend.add(count);
        return System.nanoTime() - start;
      }).get();
      checkState(addend.sum() == before + count, "wrong sum: %s", addend.sum());
      return nanos / unitNanos / count;
    };
    return sampler.closing(executor::close);
  }

  private static Sampler inThisJvm(int count) {
    OfBuffer addend = new OfBuffer(ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder()));
    return () -> {
      long start = System.nanoTime();
      addend.add(count);
      return (System.nanoTime() - start) / (double) count;
    };
  }

  private static Sampler ofPython(String kind, int count, double unitsPerSecond) throws Exception {
    Python.ensureFound();
    return () -> OwnJvm.figureOf(Python.script("shared.py", kind, count)) / count * unitsPerSecond;
  }
}
