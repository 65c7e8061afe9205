package dev.offload.spi.shared;

import dev.offload.TaskFunction;
import org.jspecify.annotations.Nullable;

/** A number where it lives, and what can be asked of it; one with fractions is its bits. */
final class LongState {
  private long value;

  private LongState(long value) {
    this.value = value;
  }

  record Maker(long value) implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      return new LongState(value);
    }
  }

  /** Of a number with fractions. */
  record BitsMaker(long bits) implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      return new LongState(bits);
    }
  }

  record Get() implements Request<LongState, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(LongState number, Call call) {
      return number.value;
    }
  }

  record Set(long value) implements Request<LongState, @Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(LongState number, Call call) {
      number.value = value;
      return null;
    }
  }

  record Add(long amount) implements Request<LongState, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(LongState number, Call call) {
      number.value += amount;
      return number.value;
    }
  }

  /** To a number with fractions; answers its bits. */
  record AddDouble(double amount) implements Request<LongState, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(LongState number, Call call) {
      number.value = Double.doubleToRawLongBits(Double.longBitsToDouble(number.value) + amount);
      return number.value;
    }
  }

  record CompareAndSet(long expected, long value) implements Request<LongState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(LongState number, Call call) {
      boolean same = number.value == expected;
      if (same) {
        number.value = value;
      }
      return same;
    }
  }

  /** To a number with fractions; answers its bits after it. */
  record ApplyToDouble(Object function) implements Request<LongState, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(LongState number, Call call) throws Exception {
      TaskFunction<Double, Double> decoded = Update.function(call.items(), function);
      number.value = Double.doubleToRawLongBits(decoded.apply(Double.longBitsToDouble(number.value)));
      return number.value;
    }

    @Override
    public boolean isForeign() {
      return true;
    }
  }

  /** Answers the number after it. */
  record Apply(Object function) implements Request<LongState, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(LongState number, Call call) throws Exception {
      TaskFunction<Long, Long> decoded = Update.function(call.items(), function);
      number.value = decoded.apply(number.value);
      return number.value;
    }

    @Override
    public boolean isForeign() {
      return true;
    }
  }
}
