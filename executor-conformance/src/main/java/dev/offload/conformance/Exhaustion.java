package dev.offload.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Uses up what a JVM has. Each way ends with an {@link OutOfMemoryError}, and in a JVM that was given little it ends soon. */
final class Exhaustion {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final long LARGEST_STACK_BYTES = 512L << 20;
  private static final long SMALLEST_STACK_BYTES = 8L << 20;
  private static final long CUSHION_BYTES = 48L << 20;

  private Exhaustion() {}

  /** Fills the heap, and lets go of it. */
  static void ofHeap() {
    List<byte[]> hoard = new ArrayList<>();
    while (true) {
      hoard.add(new byte[CHUNK_BYTES]);
    }
  }

  /** Fills metaspace with one class, over and over, and lets go of it. */
  static void ofMetaspace() {
    byte[] classFile = ownClassFile();
    List<Class<?>> hoard = new ArrayList<>();
    while (true) {
      try {
        hoard.add(MethodHandles.lookup().defineHiddenClass(classFile, false).lookupClass());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("a class may define one in its own package", e);
      }
    }
  }

  /**
   * Starts threads until no other can be started, and keeps them for as long as this JVM lives. Needs a JVM with a bound on its address
   * space and a default stack of more than 56 MiB: that much is left for what else a JVM asks the system for, which it would not survive
   * to be refused.
   */
  static void ofThreads() {
    final long cushion = NativeMemory.allocate(CUSHION_BYTES);
    for (long stack = LARGEST_STACK_BYTES; stack >= SMALLEST_STACK_BYTES; stack /= 8) {
      while (tryHoldThread(stack)) {
        // One more.
        continue;
      }
    }
    NativeMemory.free(cushion);
    while (true) {
      holdThread(0);
    }
  }

  private static boolean tryHoldThread(long stackBytes) {
    try {
      holdThread(stackBytes);
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }

  private static void holdThread(long stackBytes) {
    CountDownLatch never = new CountDownLatch(1);
    Thread thread = new Thread(null, () -> {
      try {
        never.await();
      } catch (InterruptedException e) {
        // Nobody interrupts it; if somebody did, there is one thread less.
        Thread.currentThread().interrupt();
      }
    }, "hoarded", stackBytes);
    thread.setDaemon(true);
    thread.start();
  }

  private static byte[] ownClassFile() {
    try (InputStream in = Exhaustion.class.getResourceAsStream("Exhaustion.class")) {
      if (in == null) {
        throw new IllegalStateException("the class file of this class is not to be had");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
