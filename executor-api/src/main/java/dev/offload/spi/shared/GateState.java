package dev.offload.spi.shared;

import org.jspecify.annotations.Nullable;

/** What opens when a count is 0, where it lives: a latch, and an event, which is 1 while it is down. */
final class GateState {
  private static final int WAITING = 1;

  private long count;

  private GateState(long count) {
    this.count = count;
  }

  enum Kind { EVENT, LATCH }

  record Maker(Kind kind, long count) implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      return new GateState(count);
    }
  }

  record Set(long count) implements Request<GateState, @Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(GateState gate, Call call) {
      gate.count = count;
      return null;
    }
  }

  record CountDown() implements Request<GateState, @Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(GateState gate, Call call) {
      gate.count = Math.max(0, gate.count - 1);
      return null;
    }
  }

  record Count() implements Request<GateState, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(GateState gate, Call call) {
      return gate.count;
    }
  }

  record Await() implements Request<GateState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(GateState gate, Call call) {
      return gate.count == 0 ? true : WAIT;
    }

    @Override
    public int lane() {
      return WAITING;
    }
  }
}
