package dev.offload.benchmarks.bars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Scale;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schedule that the mixed load is measured against, and the list of bars. */
final class ListScheduleTest {
  @Test
  void makespan_ofTasksInOrder_givesEachToTheFirstFreeWorker() {
    assertEquals(14, ListSchedule.makespan(List.of(4.0, 2.0, 2.0, 10.0), 2));
  }

  @Test
  void best_ofTwoOrders_isTheShorter() {
    assertEquals(10, ListSchedule.best(List.of(4.0, 2.0, 2.0, 10.0), 2));
  }

  @Test
  void mixedLoad_asItIsSubmitted_hasAScheduleThatIsNearlyTheBest() {
    List<Double> millis = MixedLoad.millis(Scale.FULL);
    double half = millis.stream().mapToDouble(task -> task).sum() / 2;

    double inOrder = ListSchedule.makespan(millis, 2);

    assertTrue(inOrder <= half * 1.01, "in order " + inOrder + ", half of all " + half);
  }

  @Test
  void bars_haveNamesOfTheirOwn() {
    List<String> names = Bars.all().stream().map(Bar::name).toList();

    assertEquals(names.stream().distinct().toList(), names);
  }
}
