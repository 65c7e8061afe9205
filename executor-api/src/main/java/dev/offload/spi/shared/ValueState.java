package dev.offload.spi.shared;

import org.jspecify.annotations.Nullable;

/** A place for one object, where it lives, and what can be asked of it. */
final class ValueState {
  private @Nullable Object packed;
  private long version;

  private ValueState(@Nullable Object packed) {
    this.packed = packed;
  }

  private void put(@Nullable Object value) {
    packed = value;
    version++;
  }

  record Maker(@Nullable Object packed) implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      return new ValueState(packed);
    }
  }

  /**
   * What was there.
   *
   * @param version changes with each change
   */
  record Seen(@Nullable Object packed, long version) {}

  record Get() implements Request<ValueState, Seen> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(ValueState value, Call call) {
      return new Seen(value.packed, value.version);
    }
  }

  record Set(@Nullable Object packed) implements Request<ValueState, @Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(ValueState value, Call call) {
      value.put(packed);
      return null;
    }
  }

  /** Replaces what has not been changed since; answers whether it was so. */
  record SetIf(long version, @Nullable Object packed) implements Request<ValueState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(ValueState value, Call call) {
      boolean same = value.version == version;
      if (same) {
        value.put(packed);
      }
      return same;
    }
  }

  /** Answers what is there after it. */
  record Apply(Object function) implements Request<ValueState, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(ValueState value, Call call) throws Exception {
      value.put(Update.apply(call.items(), function, value.packed));
      return value.packed;
    }

    @Override
    public boolean isForeign() {
      return true;
    }
  }
}
