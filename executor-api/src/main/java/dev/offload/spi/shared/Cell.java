package dev.offload.spi.shared;

import com.google.common.base.Throwables;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shared object where it lives: its state, and the calls that wait. Any thread; a call is told that it is done after the lock is left.
 *
 * <p>Code of the user runs outside of the lock, on a thread of its own; what is asked meanwhile waits until it is over.
 */
final class Cell<S> {
  private static final Logger LOGGER = LoggerFactory.getLogger(Cell.class);

  private final S state;
  private final Host host;

  // Guarded by this.
  private final TreeMap<Integer, ArrayDeque<Call>> lanes = new TreeMap<>();
  private final ArrayDeque<Call> arrivals = new ArrayDeque<>();
  private boolean busy;
  private boolean closed;

  Cell(S state, Host host) {
    this.state = state;
    this.host = host;
  }

  S state() {
    return state;
  }

  Items items() {
    return host.items();
  }

  int waitingIn(int lane) {
    ArrayDeque<Call> waiting = lanes.get(lane);
    return waiting == null ? 0 : waiting.size();
  }

  /**
   * Asks; with {@code mayWait} false it is answered at once, by {@link Request#WAIT} if it would have to wait. {@code here} says that code
   * of the user may run in this thread.
   */
  void submit(Call call, boolean mayWait, boolean here) {
    call.enter(this);
    List<Call> done = new ArrayList<>(1);
    boolean runs = false;
    synchronized (this) {
      if (closed) {
        call.fail(Doors.unreachable());
        done.add(call);
      } else if (busy && !mayWait) {
        // Nobody may wait for code of the user who did not ask to.
        call.succeed(Request.WAIT);
        done.add(call);
      } else if (busy) {
        arrivals.add(call);
      } else {
        runs = admit(call, mayWait, done);
      }
    }
    tell(done);
    if (runs && here) {
      callForeign(call);
    } else {
      executeIfAny(runs ? call : null);
    }
  }

  /** Takes back a call that waits; false if it is done, or has to go on for a while. */
  boolean withdraw(Call call) {
    List<Call> done = new ArrayList<>(1);
    boolean out;
    synchronized (this) {
      out = !call.isDone() && tryWithdraw(call);
      advance(done);
    }
    tell(done);
    return out;
  }

  /** A worker can be told nothing any more: what it waits for nobody waits for. */
  void forget(Object worker) {
    List<Call> done = new ArrayList<>(1);
    synchronized (this) {
      List<Call> its = new ArrayList<>();
      for (ArrayDeque<Call> lane : lanes.values()) {
        lane.stream().filter(call -> call.caller().worker().equals(worker)).forEach(its::add);
        lane.removeIf(call -> call.caller().worker().equals(worker));
      }
      arrivals.removeIf(call -> call.caller().worker().equals(worker));
      its.forEach(call -> requestOf(call).abandon(state, call));
      advance(done);
    }
    tell(done);
  }

  /** A worker is gone: what it had is free. {@code atWork} says that it ended amidst a task. */
  void leave(Object worker, boolean atWork) {
    if (state instanceof Owned owned) {
      List<Call> done = new ArrayList<>(1);
      synchronized (this) {
        owned.leave(worker, atWork, this::waitingIn);
        advance(done);
      }
      tell(done);
    }
  }

  /** Fails whoever waits, and whoever asks from now on. */
  void close() {
    List<Call> done = new ArrayList<>();
    synchronized (this) {
      closed = true;
      lanes.values().forEach(done::addAll);
      done.addAll(arrivals);
      lanes.clear();
      arrivals.clear();
      done.forEach(call -> call.fail(Doors.unreachable()));
    }
    try {
      tell(done);
    } finally {
      if (state instanceof AutoCloseable closeable) {
        closeState(closeable);
      }
    }
  }

  private static void closeState(AutoCloseable state) {
    try {
      state.close();
    } catch (Exception e) {
      LOGGER.warn("a shared object was not closed in full", e);
    }
  }

  /** One that cannot be told, for want of memory perhaps, must not keep the others from being told. */
  private static void tell(List<Call> done) {
    Throwable trouble = null;
    for (Call call : done) {
      try {
        call.tell();
      } catch (Throwable e) {
        trouble = e;
      }
    }
    if (trouble != null) {
      Throwables.throwIfUnchecked(trouble);
      throw new IllegalStateException("a caller could not be told", trouble);
    }
  }

  /** True if it is code of the user, which has to be called now. */
  private boolean admit(Call call, boolean mayWait, List<Call> done) {
    if (call.request().isForeign()) {
      busy = true;
      return true;
    }
    if ((waitingIn(call.lane()) == 0 || requestOf(call).overtakes(state, call)) && attempt(call)) {
      done.add(call);
    } else if (mayWait) {
      file(call);
    } else {
      call.succeed(Request.WAIT);
      done.add(call);
    }
    advance(done);
    return false;
  }

  private void callForeign(Call call) {
    // Ahead of it: afterwards no memory may be needed to let the others go on.
    List<Call> done = new ArrayList<>(List.of(call));
    try {
      Applying.run(host, () -> attempt(call));
    } finally {
      goOn(done);
    }
  }

  /** The code of the user has come to its end. */
  private void goOn(List<Call> done) {
    Call next = null;
    try {
      synchronized (this) {
        if (!closed) {
          busy = false;
          advance(done);
          next = admitArrivals(done);
        }
      }
    } finally {
      try {
        tell(done);
      } finally {
        executeIfAny(next);
      }
    }
  }

  private void executeIfAny(@Nullable Call foreign) {
    if (foreign != null) {
      host.execute(() -> callForeign(foreign));
    }
  }

  /** Returns one that is code of the user, if they come to one. */
  private @Nullable Call admitArrivals(List<Call> done) {
    for (Call call = arrivals.poll(); call != null; call = arrivals.poll()) {
      if (admit(call, true, done)) {
        return call;
      }
    }
    return null;
  }

  private boolean tryWithdraw(Call call) {
    int lane = call.lane();
    ArrayDeque<Call> waiting = lanes.get(lane);
    if (waiting == null || !waiting.contains(call)) {
      return arrivals.remove(call);
    }
    boolean out = requestOf(call).withdraw(state, call);
    boolean moves = call.lane() != lane;
    if (out || moves) {
      waiting.remove(call);
    }
    if (moves && !out) {
      file(call);
    }
    return out;
  }

  /** Asks those that wait again, until none of them can go on. */
  private void advance(List<Call> done) {
    boolean again = !busy;
    while (again) {
      again = false;
      for (int lane : List.copyOf(lanes.keySet())) {
        again |= advance(lane, done);
      }
    }
  }

  private boolean advance(int lane, List<Call> done) {
    ArrayDeque<Call> waiting = Objects.requireNonNull(lanes.get(lane));
    boolean moved = false;
    for (Call first = waiting.peek(); first != null; first = waiting.peek()) {
      if (attempt(first)) {
        done.add(first);
      } else if (first.lane() == lane) {
        break;
      }
      waiting.remove();
      moved = true;
      if (!first.isDone()) {
        file(first);
      }
    }
    return moved;
  }

  private void file(Call call) {
    lanes.computeIfAbsent(call.lane(), ignored -> new ArrayDeque<>()).add(call);
  }

  private boolean attempt(Call call) {
    try {
      Object answer = requestOf(call).apply(state, call);
      if (answer == Request.WAIT) {
        return false;
      }
      call.succeed(answer);
    } catch (Throwable e) {
      call.fail(e);
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private Request<S, ?> requestOf(Call call) {
    return (Request<S, ?>) call.request();
  }
}
