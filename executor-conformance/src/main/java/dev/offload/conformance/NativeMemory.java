package dev.offload.conformance;

import java.lang.reflect.Field;

/** Memory outside the heap, by the one way that leaves the JVM unprotected. Found by reflection, because compilers warn of it. */
final class NativeMemory {
  private NativeMemory() {}

  /** Crashes this JVM. */
  static void readAtNull() {
    call("getByte", 0L);
    throw new IllegalStateException("this JVM reads at address 0 and lives on");
  }

  /** The address of so many bytes. */
  static long allocate(long bytes) {
    return (long) call("allocateMemory", bytes);
  }

  static void free(long address) {
    call("freeMemory", address);
  }

  private static Object call(String method, long argument) {
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field instance = type.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return type.getMethod(method, long.class).invoke(instance.get(null), argument);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM does not let its memory be touched", e);
    }
  }
}
