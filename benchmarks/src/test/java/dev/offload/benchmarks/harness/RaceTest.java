package dev.offload.benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who does what when. */
final class RaceTest {
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  @Test
  void contestants_takeTurnsWithinEachRepetition() throws Exception {
    Bar bar = bar(Contestant.offload("a", () -> sampler("a")), Contestant.peer("b", () -> sampler("b")));

    new Race(Scale.SMOKE, 2).run(bar);

    assertEquals(List.of("a", "b", "a", "b", "a", "b", "a closed", "b closed"), events);
  }

  @Test
  void warmUps_doNotCount() throws Exception {
    List<Double> values = new ArrayList<>(List.of(100.0, 1.0, 2.0));

    Measured measured = new Race(Scale.SMOKE, 2).run(bar(Contestant.offload("a", () -> () -> values.remove(0))));

    assertEquals(Optional.of(Samples.of(1, 2)), measured.offload());
  }

  @Test
  void contestant_thatCannotRun_saysWhyAndHoldsUpNobody() throws Exception {
    Contestant absent = Contestant.peer("b", () -> {
      throw new NotRunException("there is none");
    });

    Measured measured = new Race(Scale.SMOKE, 1).run(bar(absent, Contestant.offload("a", () -> sampler("a"))));

    assertEquals(new Result(absent, Optional.empty(), Optional.of("there is none"), false), measured.results().get(0));
    assertEquals(Optional.of(Samples.of(1)), measured.offload());
  }

  @Test
  void contestant_thatFails_isBrokenAndHasNoNumber() throws Exception {
    Contestant failing = Contestant.offload("a", () -> () -> {
      throw new IllegalStateException("it fell over");
    });

    Result result = new Race(Scale.SMOKE, 2).run(bar(failing)).results().get(0);

    assertEquals(
        new Result(failing, Optional.empty(), Optional.of("java.lang.IllegalStateException: it fell over"), true), result);
  }

  @Test
  void contestant_thatHangs_isLeftOut() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Contestant hanging = Contestant.peer("a", () -> () -> {
      never.await();
      return 1;
    });

    try (Lane lane = new Lane(hanging, Duration.ofMillis(20))) {
      lane.open();
      lane.repeat();

      assertEquals(new Result(hanging, Optional.empty(), Optional.of("no answer within 0 s"), true), lane.result());
    }
  }

  private Sampler sampler(String name) {
    Sampler sampler = () -> {
      events.add(name);
      return 1;
    };
    return sampler.closing(() -> events.add(name + " closed"));
  }

  private static Bar bar(Contestant... contestants) {
    return Bar.of("work", "some work", "ms", Better.LESS).between(scale -> List.of(contestants));
  }
}
