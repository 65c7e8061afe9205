package dev.offload.spi.shared;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A timer where it lives, and what can be asked of it. */
final class TimerState {
  /** Null once it has come, or is not to come. */
  private @Nullable Object packedAction;

  private TimerState(Object packedAction) {
    this.packedAction = packedAction;
  }

  private @Nullable Object end() {
    Object before = packedAction;
    packedAction = null;
    return before;
  }

  record Maker(Duration delay, Object packedAction) implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      return new TimerState(packedAction);
    }

    @Override
    public void made(SharedSpace space, long object) {
      space.later(delay, object, new Fire());
    }
  }

  /** It comes; answers what is to be done, or null if it was cancelled. */
  record Fire() implements Request<TimerState, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(TimerState timer, Call call) {
      return timer.end();
    }
  }

  /** It is not to come; answers whether it was to. */
  record Cancel() implements Request<TimerState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(TimerState timer, Call call) {
      return timer.end() != null;
    }
  }

  record IsPending() implements Request<TimerState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(TimerState timer, Call call) {
      return timer.packedAction != null;
    }
  }
}
