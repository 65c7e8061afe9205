package dev.offload.benchmarks.bars;

import dev.offload.Task;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.Sampler;
import dev.offload.benchmarks.harness.Scale;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.Pool;
import dev.offload.benchmarks.pools.PoolKind;
import java.util.List;
import java.util.stream.IntStream;

/** How much faster two workers are than one. */
final class CpuBound {
  private CpuBound() {}

  static Bar bar() {
    return Bar.of("cpu-speed-up", "counting primes in 64 parts: the time on 1 worker by that on 2", "times", Better.MORE)
        .withTarget(Target.atLeast(1.8))
        .withWarmUps(2)
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), () -> speedUp(PoolKind.PROCESSES, scale)),
            Contestant.floor(PoolKind.JDK.title(), () -> speedUp(PoolKind.JDK, scale)),
            Contestant.peer(PoolKind.THREADS.title(), () -> speedUp(PoolKind.THREADS, scale)),
            Contestant.peer(PoolKind.PP4J.title(), () -> speedUp(PoolKind.PP4J, scale))));
  }

  private static Sampler speedUp(PoolKind kind, Scale scale) throws Exception {
    Pool one = kind.open(1);
    Pool two = kind.open(2);
    List<Task<Integer>> parts = IntStream.range(0, scale.of(64, 4)).mapToObj(part -> countPrimes(part, scale.of(200_000, 1_000))).toList();
    Sampler sampler = () -> one.runAll(parts) / two.runAll(parts);
    return sampler.closing(one::close).closing(two::close);
  }

  private static Task<Integer> countPrimes(int part, int count) {
    return () -> {
      int from = 1_000_000 + part * count;
      int primes = 0;
      for (int candidate = from; candidate < from + count; candidate++) {
        if (isPrime(candidate)) {
          primes++;
        }
      }
      return primes;
    };
  }

  private static boolean isPrime(int candidate) {
    for (int divisor = 2; divisor * divisor <= candidate; divisor++) {
      if (candidate % divisor == 0) {
        return false;
      }
    }
    return true;
  }
}
