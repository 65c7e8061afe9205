package dev.offload.spi.shared;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The doors of this JVM: of executors that were opened here, and in a worker of its own. Any thread. */
public final class Doors {
  private static final Map<Long, Door> OPEN = new ConcurrentHashMap<>();

  private Doors() {}

  /** From now on objects of the space with this key are found. */
  public static void open(long key, Door door) {
    OPEN.put(key, door);
  }

  /** As {@link #open}, but not in the JVM of their executor, where they are found already. */
  public static void openElsewhere(long key, Door door) {
    OPEN.merge(key, door, (known, other) -> known instanceof DirectDoor ? known : other);
  }

  /** From now on they are not. */
  public static void close(long key) {
    OPEN.remove(key);
  }

  /** From now on they are not found by this door. */
  public static void close(long key, Door door) {
    OPEN.remove(key, door);
  }

  static Door find(long key) {
    Door door = OPEN.get(key);
    if (door == null) {
      throw unreachable();
    }
    return door;
  }

  /** What calls to objects fail with whose executor is out of reach. */
  public static IllegalStateException unreachable() {
    return new IllegalStateException("the shared object cannot be reached: its executor is closed, or is that of another program");
  }
}
