package dev.offload.cluster.node;

import dev.offload.codec.Codec;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A task that is decoded where it runs, in its own time, and finds classes and resources as its code does. */
final class EncodedCall implements Callable<@Nullable Object> {
  private static final ThreadLocal<Integer> WORLD = ThreadLocal.withInitial(() -> 0);

  private final int number;
  private final Guest.World world;
  private @Nullable Work work;

  /** What there is to be done. */
  interface Work {
    /** Decodes it, and does it. */
    @Nullable Object doWith(Codec codec) throws Exception;
  }

  EncodedCall(int number, Guest.World world, Work work) {
    this.number = number;
    this.world = world;
    this.work = work;
  }

  /** The number of the class loader that the task of this thread is from. */
  static int worldHere() {
    return WORLD.get();
  }

  @Override
  public @Nullable Object call() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(world.loader());
    WORLD.set(number);
    try {
      Work once = Objects.requireNonNull(work);
      // Nobody holds it while it runs but itself (rule R7).
      work = null;
      return once.doWith(world.codec());
    } finally {
      thread.setContextClassLoader(before);
      WORLD.remove();
    }
  }
}
