package dev.offload.spi;

import dev.offload.Action;
import dev.offload.TaskContext;
import dev.offload.WorkerLocal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one worker has of each {@link WorkerLocal}. Where the worker is a JVM, it is that of the whole JVM. Any thread. */
public final class WorkerStore {
  private static final ThreadLocal<@Nullable WorkerStore> INITIALIZING = new ThreadLocal<>();
  private static volatile @Nullable WorkerStore ofJvm;

  // Guarded by this, and so is the making of one: once in each worker.
  private final Map<Long, @Nullable Object> states = new LinkedHashMap<>();
  private boolean closed;

  /** The store of the worker that runs the calling thread. */
  public static WorkerStore current() {
    TaskContext task = TaskScope.find().orElse(null);
    WorkerStore own = task instanceof JobContext here ? here.store() : INITIALIZING.get();
    WorkerStore known = own == null ? ofJvm : own;
    if (known == null) {
      throw new IllegalStateException("thread \"" + Thread.currentThread().getName()
          + "\" is that of no worker; the state of a worker is for its tasks and its initializer");
    }
    return known;
  }

  /** Runs an initializer in the calling thread. */
  void run(Action initializer) throws Exception {
    INITIALIZING.set(this);
    try {
      initializer.run();
    } finally {
      INITIALIZING.remove();
    }
  }

  /** From now on this JVM is a worker with this store. */
  public void enterJvm() {
    ofJvm = this;
  }

  /** The state under a key; made if there is none. */
  @SuppressWarnings("unchecked")
  public synchronized <T extends @Nullable Object> T get(long key, Supplier<T> maker) {
    if (!states.containsKey(key)) {
      ensureOpen();
      // The maker may ask for other states, which are made ahead of this one, and so closed after it.
      T made = maker.get();
      states.put(key, made);
    }
    return (T) states.get(key);
  }

  /** Sets the state under a key. */
  public synchronized void set(long key, @Nullable Object state) {
    ensureOpen();
    states.remove(key);
    states.put(key, state);
  }

  /** The worker ends: closes what can be closed, the last first. {@code onTrouble} is told of what cannot, and why. */
  public void close(BiConsumer<AutoCloseable, Throwable> onTrouble) {
    List<@Nullable Object> closing;
    synchronized (this) {
      closed = true;
      closing = new ArrayList<>(states.values());
      states.clear();
    }
    Collections.reverse(closing);
    for (Object state : closing) {
      if (state instanceof AutoCloseable closeable) {
        close(closeable, onTrouble);
      }
    }
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the worker has ended, and nobody would close what is made now");
    }
  }

  private static void close(AutoCloseable state, BiConsumer<AutoCloseable, Throwable> onTrouble) {
    try {
      state.close();
    } catch (Throwable e) {
      onTrouble.accept(state, e);
    }
  }
}
