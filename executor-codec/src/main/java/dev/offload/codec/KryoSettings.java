package dev.offload.codec;

import com.esotericsoftware.minlog.Log;

/** What must be set for the whole JVM before Kryo's first class is used. */
final class KryoSettings {
  private static final String UNSAFE = "kryo.unsafe";

  static {
    // On JDK 24 and later the JVM prints a warning at the first use of sun.misc.Unsafe. What the user has set stays.
    if (System.getProperty(UNSAFE) == null) {
      System.setProperty(UNSAFE, "false");
    }
    // MinLog, which only Kryo uses, prints to stdout, and that belongs to the task.
    Log.NONE();
  }

  private KryoSettings() {}

  /** Returns once all is set. */
  static void ensureApplied() {
    // The work is done by the static initialiser, once, whichever thread comes first.
  }
}
