package dev.offload.benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.benchmarks.harness.Samples.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which targets count as met. */
final class VerdictTest {
  private static final Contestant OFFLOAD = Contestant.offload("ours", () -> () -> 1);
  private static final Contestant FLOOR = Contestant.floor("socket", () -> () -> 1);
  private static final Contestant PEER = Contestant.peer("theirs", () -> () -> 1);

  private final List<Result> results = new ArrayList<>();

  @Test
  void ratioToTheFloor_atItsLimit_isMet() {
    reached(OFFLOAD, 20, 22, 24);
    reached(FLOOR, 10, 11, 12);

    assertEquals(Optional.of(true), verdict(Target.atMost(2).timesFloor()).met());
  }

  @Test
  void ratioToTheFloor_overItsLimit_isMissed() {
    reached(OFFLOAD, 20, 22.1, 24);
    reached(FLOOR, 10, 11, 12);

    assertEquals(Optional.of(false), verdict(Target.atMost(2).timesFloor()).met());
  }

  @Test
  void ratioToAPeer_isToThatPeer() {
    reached(OFFLOAD, 500);
    reached(FLOOR, 1);
    reached(PEER, 10);

    Verdict verdict = verdict(Target.atLeast(50).times("theirs"));

    assertEquals(Optional.of(new Ratio(50, 50, 50)), verdict.ratio());
    assertEquals(Optional.of(true), verdict.met());
  }

  @Test
  void valueItself_isJudgedWithoutAFloor() {
    reached(OFFLOAD, 599);

    Verdict verdict = verdict(Target.atLeast(600));

    assertEquals(Optional.of(false), verdict.met());
    assertEquals(Optional.empty(), verdict.ratio());
  }

  @Test
  void target_againstAPeerThatCouldNotRun_isOpen() {
    reached(OFFLOAD, 1);
    results.add(new Result(PEER, Optional.empty(), Optional.of("there is none"), false));

    assertEquals(Optional.empty(), verdict(Target.atMost(0.7).times("theirs")).met());
  }

  @Test
  void target_ofAnOffloadThatFailed_isMissed() {
    results.add(new Result(OFFLOAD, Optional.empty(), Optional.of("it crashed"), true));
    reached(FLOOR, 1);

    assertEquals(Optional.of(false), verdict(Target.atMost(2).timesFloor()).met());
  }

  @Test
  void bar_withoutTarget_isOpenAndHasTheRatioToTheFloor() {
    reached(OFFLOAD, 6);
    reached(FLOOR, 3);

    Verdict verdict = new Measured(bar(), results).verdicts().get(0);

    assertEquals(Optional.of(new Ratio(2, 2, 2)), verdict.ratio());
    assertEquals(Optional.empty(), verdict.met());
  }

  @Test
  void bar_withTwoTargets_hasTwoNames() {
    reached(OFFLOAD, 6);
    Bar bar = bar().withTarget(Target.atLeast(5)).withTarget(Target.atLeast(9).withSuffix("more"));

    List<String> names = new Measured(bar, results).verdicts().stream().map(Verdict::name).toList();

    assertEquals(List.of("work", "work/more"), names);
  }

  private Verdict verdict(Target target) {
    return new Measured(bar().withTarget(target), results).verdicts().get(0);
  }

  private void reached(Contestant contestant, double... values) {
    results.add(new Result(contestant, Optional.of(Samples.of(values)), Optional.empty(), false));
  }

  private static Bar bar() {
    return Bar.of("work", "some work", "ms", Better.LESS);
  }
}
