package dev.offload.spi;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the tasks of one executor are submitted. A look at the stack takes longer than a small task, so that in a burst not every task
 * gets a look of its own: for each class of task there are 64 looks, and one more for each millisecond. The tasks between two looks share
 * the place of the last one, and say so. Any thread; a race costs a look more or less.
 */
final class SubmitSites {
  static final int MAX_LOOKS = 64;
  /** A power of two. Two classes that share an entry cost each other their shared places, nothing else. */
  private static final int ENTRIES = 64;

  private final Supplier<SubmitSite> look;
  private final @Nullable Burst[] bursts = new Burst[ENTRIES];

  /** Sites that {@code look} finds in the calling thread. */
  SubmitSites(Supplier<SubmitSite> look) {
    this.look = look;
  }

  /** The place where a task of this class is being submitted by the calling thread, at {@code nanos} by {@link Clock}. */
  SubmitSite here(Class<?> code, long nanos) {
    int entry = System.identityHashCode(code) & ENTRIES - 1;
    Burst burst = bursts[entry];
    if (burst == null || burst.code != code) {
      burst = new Burst(code, nanos);
      bursts[entry] = burst;
    }
    return burst.next(look, nanos);
  }

  /** The tasks of one class. */
  private static final class Burst {
    private static final long REFILL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Class<?> code;
    private long refilledAtNanos;
    private int looks = MAX_LOOKS;
    private @Nullable SubmitSite shared;

    Burst(Class<?> code, long nanos) {
      this.code = code;
      this.refilledAtNanos = nanos;
    }

    SubmitSite next(Supplier<SubmitSite> look, long nanos) {
      long more = (nanos - refilledAtNanos) / REFILL_NANOS;
      if (more > 0) {
        looks = (int) Math.min(MAX_LOOKS, looks + more);
        refilledAtNanos = nanos;
      }
      SubmitSite last = shared;
      if (looks <= 0 && last != null) {
        return last;
      }
      looks--;
      SubmitSite seen = look.get();
      shared = seen.forOthers();
      return seen;
    }
  }
}
