package dev.offload.spi.shared;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A semaphore where it lives, and what can be asked of it. */
final class SemaphoreState implements Owned {
  private static final int ACQUIRING = 1;

  private final int most;
  private final Map<Object, Integer> held = new HashMap<>();
  private int permits;

  private SemaphoreState(int permits, int most) {
    this.permits = permits;
    this.most = most;
  }

  @Override
  public void leave(Object worker, boolean atWork, IntUnaryOperator waiting) {
    Integer its = held.remove(worker);
    permits += its == null ? 0 : its;
  }

  private boolean tryAcquire(Object worker) {
    if (permits <= 0) {
      return false;
    }
    permits--;
    held.merge(worker, 1, Integer::sum);
    return true;
  }

  private void release(Object worker) {
    if (permits >= most) {
      throw new IllegalStateException("all permits of the semaphore are there already: " + most);
    }
    permits++;
    // Whoever gives back what another has acquired does it for that one.
    Object holder = held.containsKey(worker) || held.isEmpty() ? worker : held.keySet().iterator().next();
    held.computeIfPresent(holder, (same, count) -> count == 1 ? null : count - 1);
  }

  record Maker(int permits, boolean bounded) implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      return new SemaphoreState(permits, bounded ? permits : Integer.MAX_VALUE);
    }

    @Override
    public Object kind() {
      return bounded ? "bounded semaphore" : "semaphore";
    }
  }

  record Acquire() implements Request<SemaphoreState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(SemaphoreState semaphore, Call call) {
      return semaphore.tryAcquire(call.caller().worker()) ? true : WAIT;
    }

    @Override
    public int lane() {
      return ACQUIRING;
    }
  }

  record Release() implements Request<SemaphoreState, @Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(SemaphoreState semaphore, Call call) {
      semaphore.release(call.caller().worker());
      return null;
    }
  }

  record Available() implements Request<SemaphoreState, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(SemaphoreState semaphore, Call call) {
      return semaphore.permits;
    }
  }
}
