package dev.offload.spi.shared;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A barrier where it lives, and what can be asked of it. */
final class BarrierState implements Owned {
  private static final int WAITING = 1;

  private final int parties;
  /** Who was ever here: whoever comes again is expected. */
  private final Set<Object> members = new HashSet<>();
  private Round round = new Round();

  private BarrierState(int parties) {
    this.parties = parties;
  }

  /** Those who go on together. */
  private static final class Round {
    private int waiting;
    private boolean complete;
    private boolean broken;
  }

  @Override
  public void leave(Object worker, boolean atWork, IntUnaryOperator waiting) {
    if (members.remove(worker) && atWork) {
      round.broken = true;
    }
  }

  record Maker(int parties) implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      return new BarrierState(parties);
    }
  }

  /** Answers how many were still missing, or {@link #BROKEN}. */
  record Await() implements Request<BarrierState, Integer> {
    static final int BROKEN = -1;
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(BarrierState barrier, Call call) {
      return call.memo() == null ? arrive(barrier, call) : goOn((Place) Objects.requireNonNull(call.memo()));
    }

    private static Object arrive(BarrierState barrier, Call call) {
      Round round = barrier.round;
      barrier.members.add(call.caller().worker());
      if (round.broken) {
        return BROKEN;
      }
      round.waiting++;
      if (round.waiting == barrier.parties) {
        round.complete = true;
        barrier.round = new Round();
        return 0;
      }
      call.keep(new Place(round, barrier.parties - round.waiting));
      return WAIT;
    }

    private static Object goOn(Place place) {
      if (place.round().broken) {
        return BROKEN;
      }
      return place.round().complete ? (Object) place.missing() : WAIT;
    }

    @Override
    public int lane() {
      return WAITING;
    }

    @Override
    public boolean overtakes(BarrierState barrier, Call call) {
      // Whoever comes must be counted though others wait.
      return true;
    }

    @Override
    public boolean withdraw(BarrierState barrier, Call call) {
      if (call.memo() instanceof Place place) {
        place.round().broken = true;
      }
      return true;
    }

    private record Place(Round round, int missing) {}
  }

  record Waiting() implements Request<BarrierState, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(BarrierState barrier, Call call) {
      return barrier.round.broken ? 0 : barrier.round.waiting;
    }
  }

  record Parties() implements Request<BarrierState, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(BarrierState barrier, Call call) {
      return barrier.parties;
    }
  }

  record IsBroken() implements Request<BarrierState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(BarrierState barrier, Call call) {
      return barrier.round.broken;
    }
  }

  /** Breaks it for those who wait; then it is whole for those who come, or not. */
  record Break(boolean thenWhole) implements Request<BarrierState, @Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(BarrierState barrier, Call call) {
      barrier.round.broken = true;
      if (thenWhole) {
        barrier.round = new Round();
      }
      return null;
    }
  }
}
