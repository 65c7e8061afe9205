package dev.offload.spi.shared;

import org.jspecify.annotations.Nullable;

/**
 * A thread runs code of the user for an object of a host, and perhaps amidst that for one of another.
 *
 * @param outer what it ran before; null for nothing
 */
record Applying(Host host, @Nullable Applying outer) {
  private static final ThreadLocal<@Nullable Applying> CURRENT = new ThreadLocal<>();

  /** Tells whether the calling thread runs such code for an object of this host: two that waited for each other's would never end. */
  static boolean isFor(Host host) {
    Applying one = CURRENT.get();
    while (one != null && one.host() != host) {
      one = one.outer();
    }
    return one != null;
  }

  /** Runs such code. */
  static void run(Host host, Runnable code) {
    Applying outer = CURRENT.get();
    CURRENT.set(new Applying(host, outer));
    try {
      code.run();
    } finally {
      CURRENT.set(outer);
    }
  }
}
