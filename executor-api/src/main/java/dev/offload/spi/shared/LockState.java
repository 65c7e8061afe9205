package dev.offload.spi.shared;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A lock where it lives, with its conditions, and what can be asked of it. */
final class LockState implements Owned {
  private static final int LOCKING = 1;
  private static final int FIRST_CONDITION = 2;

  private final boolean reentrant;
  /** Who has it for reading, and how many times; only a read-write lock has any. */
  private final Map<Caller, Integer> readers = new HashMap<>();
  private final List<Integer> signals = new ArrayList<>();
  private @Nullable Caller owner;
  private int holds;
  private boolean abandoned;

  private LockState(boolean reentrant) {
    this.reentrant = reentrant;
  }

  @Override
  public void leave(Object worker, boolean atWork, IntUnaryOperator waiting) {
    if (owner != null && owner.worker().equals(worker)) {
      owner = null;
      holds = 0;
      abandoned = true;
      // It may have got the lock with a signal that was on its way to it when it died: that is for another.
      for (int condition = 0; condition < signals.size(); condition++) {
        signals.set(condition, waiting.applyAsInt(FIRST_CONDITION + condition));
      }
    }
    readers.keySet().removeIf(reader -> reader.worker().equals(worker));
  }

  private boolean isOwner(Call call) {
    return call.caller().equals(owner);
  }

  private void ensureOwner(Call call) {
    if (!isOwner(call)) {
      throw new IllegalMonitorStateException("the lock is not held by this thread");
    }
  }

  private boolean tryLock(Call call, int times) {
    if (owner != null || !readers.isEmpty()) {
      return false;
    }
    owner = call.caller();
    holds = times;
    return true;
  }

  private int free() {
    int before = holds;
    owner = null;
    holds = 0;
    abandoned = false;
    return before;
  }

  enum Kind { LOCK, REENTRANT, READ_WRITE }

  record Maker(Kind kind) implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      return new LockState(kind != Kind.LOCK);
    }
  }

  record Lock() implements Request<LockState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(LockState lock, Call call) {
      if (lock.reentrant && lock.isOwner(call)) {
        lock.holds++;
        return true;
      }
      return lock.tryLock(call, 1) ? true : WAIT;
    }

    @Override
    public int lane() {
      return LOCKING;
    }

    @Override
    public boolean overtakes(LockState lock, Call call) {
      return lock.reentrant && lock.isOwner(call);
    }
  }

  record Unlock() implements Request<LockState, @Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(LockState lock, Call call) {
      lock.ensureOwner(call);
      if (--lock.holds == 0) {
        lock.free();
      }
      return null;
    }
  }

  record LockToRead() implements Request<LockState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(LockState lock, Call call) {
      if (lock.owner != null && !lock.isOwner(call)) {
        return WAIT;
      }
      lock.readers.merge(call.caller(), 1, Integer::sum);
      return true;
    }

    @Override
    public int lane() {
      return LOCKING;
    }

    @Override
    public boolean overtakes(LockState lock, Call call) {
      return lock.isOwner(call) || lock.readers.containsKey(call.caller());
    }
  }

  record UnlockToRead() implements Request<LockState, @Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(LockState lock, Call call) {
      if (lock.readers.computeIfPresent(call.caller(), (same, times) -> times - 1) == null) {
        throw new IllegalMonitorStateException("the lock is not held for reading by this thread");
      }
      lock.readers.remove(call.caller(), 0);
      return null;
    }
  }

  record IsLocked() implements Request<LockState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(LockState lock, Call call) {
      return lock.owner != null;
    }
  }

  record WasAbandoned() implements Request<LockState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(LockState lock, Call call) {
      lock.ensureOwner(call);
      return lock.abandoned;
    }
  }

  /** Makes a condition; the answer is its number. */
  record NewCondition() implements Request<LockState, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(LockState lock, Call call) {
      lock.signals.add(0);
      return lock.signals.size() - 1;
    }
  }

  /** Wakes one of those who wait for the condition, or all. */
  record Signal(int condition, boolean all) implements Request<LockState, @Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(LockState lock, Call call) {
      lock.ensureOwner(call);
      int waiting = call.waitingIn(FIRST_CONDITION + condition);
      lock.signals.set(condition, all ? waiting : Math.min(1, waiting));
      return null;
    }
  }

  /** Frees the lock, waits for a signal, and for the lock again; answers whether the signal came before the caller wanted to go. */
  record Await(int condition) implements Request<LockState, Boolean> {
    private static final long serialVersionUID = 1L;
    private static final int WAITING = 1;
    private static final int SIGNALLED = 2;
    private static final int GIVEN_UP = 3;

    @Override
    public Object apply(LockState lock, Call call) {
      if (call.step() == 0) {
        lock.ensureOwner(call);
        call.keep(lock.free());
        call.moveTo(WAITING, FIRST_CONDITION + condition);
        return WAIT;
      }
      if (call.step() == WAITING) {
        int left = lock.signals.get(condition);
        if (left == 0) {
          return WAIT;
        }
        lock.signals.set(condition, left - 1);
        call.moveTo(SIGNALLED, LOCKING);
        // Behind those who wait for the lock already.
        return WAIT;
      }
      return lock.tryLock(call, (int) Objects.requireNonNull(call.memo())) ? (Object) (call.step() == SIGNALLED) : WAIT;
    }

    @Override
    public boolean withdraw(LockState lock, Call call) {
      if (call.step() == WAITING) {
        call.moveTo(GIVEN_UP, LOCKING);
      }
      return false;
    }

    @Override
    public void abandon(LockState lock, Call call) {
      if (call.step() == SIGNALLED) {
        // The signal is for one who can act on it.
        int others = call.waitingIn(FIRST_CONDITION + condition);
        lock.signals.set(condition, Math.min(lock.signals.get(condition) + 1, others));
      }
    }
  }
}
