package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Pace pace = new Pace();

  @Test
  void window_ofAWorkerThatHasDoneNothing_isOne() {
    assertEquals(1, pace.window());
  }

  @Test
  void window_ofShortTasks_grows() {
    runMany(2_000);
    assertEquals(125, pace.window(), 1);

    runMany(0);
    assertEquals(128, pace.window());
  }

  @Test
  void window_ofTasksLongerThanTheWorkAtHand_isOne() {
    runMany(300_000);

    assertEquals(1, pace.window());
  }

  @Test
  void window_afterOneLongTask_isOneAndGrowsAgain() {
    runMany(2_000);

    pace.ran(LONG_NANOS);
    assertEquals(1, pace.window());

    int tasks = 0;
    while (pace.window() < 64) {
      pace.ran(2_000);
      tasks++;
    }
    assertTrue(tasks < 30, "only after " + tasks + " short tasks");
  }

  @Test
  void window_ofAWorkerThatIsStuck_isOne() {
    runMany(2_000);

    pace.stuck();

    assertEquals(1, pace.window());
  }

  private void runMany(long nanos) {
    for (int i = 0; i < 1_000; i++) {
      pace.ran(nanos);
    }
  }
}
