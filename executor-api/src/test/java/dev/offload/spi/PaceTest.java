package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Pace pace = new Pace(Duration.ZERO);

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

  @Test
  void elementWindow_ofAWorkerFurtherOff_holdsMoreWork() {
    Pace far = new Pace(Duration.ofMillis(1));
    for (int i = 0; i < 1_000; i++) {
      pace.ran(100_000);
      far.ran(100_000);
    }

    assertEquals(10, pace.elementWindow(), 1);
    assertEquals(160, far.elementWindow(), 1);
  }

  @Test
  void isSilent_ofAWorkerOnThisMachine_atTheNextLookWithoutProgress() {
    pace.heard(3, 0);

    assertFalse(pace.isSilent(4, 1));
    assertTrue(pace.isSilent(4, 1));
    assertFalse(pace.isSilent(5, 2));
  }

  @Test
  void isSilent_ofAWorkerFurtherOff_whenManyWaysWereTimeToSaySomething() {
    Pace far = new Pace(Duration.ofNanos(5));
    far.heard(3, 1_000);

    assertFalse(far.isSilent(3, 1_099));
    assertTrue(far.isSilent(3, 1_100));
    assertFalse(far.isSilent(4, 1_200));
    assertFalse(far.isSilent(4, 1_299));
    assertTrue(far.isSilent(4, 1_300));
  }

  private void runMany(long nanos) {
    for (int i = 0; i < 1_000; i++) {
      pace.ran(nanos);
    }
  }
}
