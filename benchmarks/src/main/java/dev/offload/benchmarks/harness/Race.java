package dev.offload.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures a bar: all contestants are opened and warmed up, then take turns within each repetition, so that what the machine does
 * meanwhile hits all of them alike.
 */
public final class Race {
  private final Scale scale;
  private final int repetitions;

  /** Makes races of so many repetitions. */
  public Race(Scale scale, int repetitions) {
    this.scale = scale;
    this.repetitions = repetitions;
  }

  /** Runs one bar; the results are in the order of its contestants. */
  public Measured run(Bar bar) throws InterruptedException {
    List<Lane> lanes = new ArrayList<>();
    try {
      for (Contestant contestant : bar.entrants().apply(scale)) {
        Lane lane = new Lane(contestant, scale.patience());
        lanes.add(lane);
        lane.open();
      }
      for (int i = 0; i < bar.warmUps(); i++) {
        for (Lane lane : lanes) {
          lane.warmUp();
        }
      }
      for (int i = 0; i < repetitions; i++) {
        for (Lane lane : lanes) {
          lane.repeat();
        }
      }
      return new Measured(bar, lanes.stream().map(Lane::result).toList());
    } finally {
      lanes.forEach(Lane::close);
    }
  }
}
