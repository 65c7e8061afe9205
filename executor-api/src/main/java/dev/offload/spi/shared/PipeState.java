package dev.offload.spi.shared;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A pipe where it lives, and what can be asked of it. Its ends are 0 and 1. */
final class PipeState implements Owned {
  private static final int FIRST_RECEIVING = 1;

  private final End[] ends = {new End(), new End()};

  /** One end, with what has yet to be received from it. */
  private static final class End {
    private final Deque<Object> inbound = new ArrayDeque<>();
    private boolean closed;
    private @Nullable Object user;
  }

  @Override
  public void leave(Object worker, boolean atWork, IntUnaryOperator waiting) {
    for (End end : ends) {
      end.closed |= atWork && worker.equals(end.user);
    }
  }

  private static int other(int end) {
    return 1 - end;
  }

  record Maker() implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      return new PipeState();
    }
  }

  /** Answers whether both ends are open. */
  record Send(int end, Object packed) implements Request<PipeState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(PipeState pipe, Call call) {
      End from = pipe.ends[end];
      End to = pipe.ends[other(end)];
      from.user = call.caller().worker();
      return !from.closed && !to.closed && to.inbound.add(packed);
    }
  }

  /** Answers what comes next; null when nothing ever will. */
  record Receive(int end) implements Request<PipeState, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(PipeState pipe, Call call) {
      End own = pipe.ends[end];
      own.user = call.caller().worker();
      Object next = own.closed ? null : own.inbound.poll();
      return next != null || own.closed || pipe.ends[other(end)].closed ? next : WAIT;
    }

    @Override
    public int lane() {
      return FIRST_RECEIVING + end;
    }
  }

  record Close(int end) implements Request<PipeState, @Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(PipeState pipe, Call call) {
      End own = pipe.ends[end];
      own.closed = true;
      own.inbound.clear();
      return null;
    }
  }
}
