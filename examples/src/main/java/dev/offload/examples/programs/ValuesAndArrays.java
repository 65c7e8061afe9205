package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import dev.offload.shared.SharedDoubles;
import dev.offload.shared.SharedInts;
import dev.offload.shared.SharedLong;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;

/** Three tasks add 1 to a number five times each; others write to memory that they share with this program. */
@Command(name = "values-and-arrays", description = "Numbers and arrays in memory that tasks share.")
public final class ValuesAndArrays extends Program<ValuesAndArrays.Outcome> {
  record Outcome(Set<Long> sums, double pi, List<Integer> negated, List<Integer> fourfold) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      SharedLong number = executor.shared().atomicLong(0);
      SharedDoubles doubles = executor.shared().doubles(1);
      SharedInts ints = executor.shared().ints(10);
      SharedInts five = executor.shared().ints(5);
      IntStream.range(0, 10).forEach(i -> ints.set(i, i));
      IntStream.range(0, 5).forEach(i -> five.set(i, i + 1));

      List<TaskFuture<List<Long>>> adding = IntStream.range(0, 3).mapToObj(task -> executor.submit(() -> addFiveTimes(number))).toList();
      Set<Long> sums = new TreeSet<>();
      for (TaskFuture<List<Long>> future : adding) {
        sums.addAll(future.get());
      }
      executor.submit(() -> {
        doubles.set(0, 3.1415927);
        negate(ints);
      }).get();
      executor.submit(ValuesAndArrays::twice, five).get();
      executor.submit(ValuesAndArrays::twice, five).get();

      Outcome outcome = new Outcome(sums, doubles.get(0), listOf(ints), listOf(five));
      out.println(outcome);
      return outcome;
    }
  }

  private static List<Long> addFiveTimes(SharedLong number) {
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sums.add(number.incrementAndGet());
    }
    return sums;
  }

  private static void negate(SharedInts ints) {
    for (long i = 0; i < ints.length(); i++) {
      ints.set(i, -ints.get(i));
    }
  }

  private static boolean twice(SharedInts ints) {
    for (long i = 0; i < ints.length(); i++) {
      ints.set(i, 2 * ints.get(i));
    }
    return true;
  }

  private static List<Integer> listOf(SharedInts ints) {
    return LongStream.range(0, ints.length()).mapToObj(ints::get).toList();
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    Set<Long> oneToFifteen = new TreeSet<>(LongStream.rangeClosed(1, 15).boxed().toList());
    List<Integer> negated = IntStream.range(0, 10).mapToObj(i -> -i).toList();
    return outcome.equals(new Outcome(oneToFifteen, 3.1415927, negated, List.of(4, 8, 12, 16, 20)));
  }
}
