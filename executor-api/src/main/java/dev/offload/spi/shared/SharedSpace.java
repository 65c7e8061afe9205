package dev.offload.spi.shared;

import dev.offload.Action;
import dev.offload.shared.SharedObjects;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shared objects of one executor, in the JVM that opened it. Any thread. */
public final class SharedSpace {
  /** The object that makes the others. */
  static final long ROOT = 0;
  private static final Logger LOGGER = LoggerFactory.getLogger(SharedSpace.class);

  private final long key;
  private final Host host;
  private final AtomicLong made = new AtomicLong(ROOT);
  private final Map<Long, Cell<?>> cells = new ConcurrentHashMap<>();
  private volatile boolean closed;

  // Of whoever the cell of the root lets at it.
  private final Map<Object, Named> names = new HashMap<>();

  /** {@code key} tells it from those of all other executors. */
  public SharedSpace(long key, Host host) {
    this.key = key;
    this.host = host;
    cells.put(ROOT, new Cell<>(this, host));
    Doors.open(key, new DirectDoor(this));
  }

  /** The factory of objects of the space with this key, from whatever JVM it is used in. */
  public static SharedObjects objectsOf(long key) {
    return new SpaceObjects(new Handle(key, ROOT), null);
  }

  /** Asks something of an object, from elsewhere; with {@code mayWait} false it is answered at once. */
  public void submit(long object, Call call, boolean mayWait) {
    Cell<?> cell = cells.get(object);
    if (cell == null) {
      call.fail(missing(object));
      call.tell();
    } else {
      cell.submit(call, mayWait, false);
    }
  }

  /** As {@link #submit}, from this JVM, by a thread that waits for the answer. */
  void submitHere(long object, Call call, boolean mayWait) {
    if (Applying.isFor(host)) {
      throw new IllegalStateException("a function that is applied to a shared object must not use shared objects of the same executor");
    }
    cell(object).submit(call, mayWait, true);
  }

  /** Takes back a call that waits; false if it is done, or has to go on for a while. */
  public boolean withdraw(long object, Call call) {
    Cell<?> cell = cells.get(object);
    return cell != null && cell.withdraw(call);
  }

  /** A worker can be told nothing any more: nothing is given to those that wait in it. */
  public void forget(Object worker) {
    forEachCell(cell -> cell.forget(worker));
  }

  /** A worker is gone, and with it everything that it owned; {@code atWork} says that it ended amidst a task. */
  public void leave(Object worker, boolean atWork) {
    forEachCell(cell -> cell.leave(worker, atWork));
  }

  /** Nobody can ask anything of its objects any more, and who waits is told so. */
  public void close() {
    closed = true;
    Doors.close(key);
    forEachCell(Cell::close);
    cells.clear();
  }

  /** One of which not all can be done, for want of memory perhaps, must not keep it from being done to the others. */
  private void forEachCell(Consumer<Cell<?>> action) {
    for (Cell<?> cell : cells.values()) {
      try {
        action.accept(cell);
      } catch (RuntimeException | Error e) {
        LOGGER.warn("those who use a shared object were not told all", e);
      }
    }
  }

  Items items() {
    return host.items();
  }

  /** Asks something of an object after a while; if the answer is an action, that is submitted as a task. */
  void later(Duration delay, long object, Request<?, @Nullable Object> question) {
    host.later(delay, () -> submit(object, new Call(question, Caller.here(), answered -> {
      Object packedAction = answered.answer();
      if (packedAction != null) {
        host.execute(() -> submitTask(packedAction));
      }
    }), true));
  }

  /** A new object, or the one of this name. */
  private long make(Maker maker, @Nullable String name) {
    Object identity = name == null ? null : maker.identity(name);
    Named known = identity == null ? null : names.get(identity);
    if (known != null) {
      if (!known.kind().equals(maker.kind())) {
        throw new IllegalArgumentException("the shared object \"" + name + "\" is of another kind");
      }
      return known.object();
    }
    long object = made.incrementAndGet();
    Cell<?> cell = new Cell<>(maker.make(host), host);
    cells.put(object, cell);
    maker.made(this, object);
    if (closed) {
      cell.close();
    }
    if (identity != null) {
      names.put(identity, new Named(object, maker.kind()));
    }
    return object;
  }

  private void submitTask(Object packedAction) {
    try {
      host.submit((Action) Objects.requireNonNull(host.items().unpack(packedAction)));
    } catch (RejectedExecutionException e) {
      if (host.accepts()) {
        LOGGER.warn("the task of a timer was refused: {}", e.getMessage());
      }
    } catch (RuntimeException | Error e) {
      LOGGER.warn("the task of a timer cannot be submitted", e);
    }
  }

  private Cell<?> cell(long object) {
    Cell<?> cell = cells.get(object);
    if (cell == null) {
      throw missing(object);
    }
    return cell;
  }

  private RuntimeException missing(long object) {
    return closed ? Doors.unreachable() : new IllegalArgumentException("there is no shared object " + object);
  }

  private record Named(long object, Object kind) {}

  /** Asks for an object; answers its number. */
  record Make(Maker maker, @Nullable String name) implements Request<SharedSpace, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(SharedSpace space, Call call) {
      return space.make(maker, name);
    }
  }
}
