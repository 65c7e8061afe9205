package dev.offload.conformance;

import java.util.List;

/** What can go wrong at a {@link Stage}. */
enum Fault {
  /** User code throws an exception. */
  EXCEPTION(IllegalStateException.class, 0, "deliberate exception"),
  /** User code throws an error. */
  ERROR(AssertionError.class, 0, "deliberate error"),
  /** User code calls {@code System.exit}. */
  EXIT(null, 21, "21"),
  /** User code calls {@code Runtime.halt}. */
  HALT(null, 22, "22"),
  /** The JVM reads where it must not: a real SIGSEGV, of which it tells and then aborts. */
  CRASH(null, 134, "134", "SIGSEGV"),
  /** Somebody else sends SIGKILL. */
  KILL(null, 137, "137", "SIGKILL"),
  /** Somebody else sends SIGSTOP. */
  STOP(null, 0),
  /** User code uses up the heap. */
  HEAP(OutOfMemoryError.class, 0, "heap"),
  /** User code uses up its stack. */
  STACK(StackOverflowError.class, 0),
  /** User code uses up metaspace. */
  METASPACE(OutOfMemoryError.class, 0, "Metaspace"),
  /** User code uses up what threads are made of. */
  THREADS(OutOfMemoryError.class, 0, "native thread");

  private final Class<? extends Throwable> thrown;
  private final int exitCode;
  private final List<String> words;

  Fault(Class<? extends Throwable> thrown, int exitCode, String... words) {
    this.thrown = thrown;
    this.exitCode = exitCode;
    this.words = List.of(words);
  }

  /** Does the deed to this JVM, in the calling thread. Those that come from outside are waited for at the gate, until it opens. */
  void strike(Gate gate) {
    switch (this) {
      case EXCEPTION -> throw new IllegalStateException("deliberate exception");
      case ERROR -> throw new AssertionError("deliberate error");
      case EXIT -> System.exit(exitCode);
      case HALT -> Runtime.getRuntime().halt(exitCode);
      case CRASH -> NativeMemory.readAtNull();
      case HEAP -> Exhaustion.ofHeap();
      case STACK -> Tasks.recurse(0);
      case METASPACE -> Exhaustion.ofMetaspace();
      case THREADS -> Exhaustion.ofThreads();
      default -> awaitSignal(gate);
    }
  }

  private static void awaitSignal(Gate gate) {
    try {
      gate.awaitOpen();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted before a signal came", e);
    }
  }

  /** Does its part from outside to the process {@code pid}: the signal, if this is one. */
  void strikeFromOutside(long pid) {
    if (this == KILL) {
      Signals.send("KILL", pid);
    } else if (this == STOP) {
      Signals.stop(pid);
    }
  }

  /** Tells whether it ends the JVM that it hits. */
  boolean endsItsJvm() {
    return exitCode != 0;
  }

  /** Tells whether it leaves a JVM whose memory was used up, in one way or another. */
  boolean usesUpMemory() {
    return thrown == OutOfMemoryError.class;
  }

  /** What user code throws. */
  Class<? extends Throwable> thrown() {
    return thrown;
  }

  /** The exit code of a JVM that it ends. */
  int exitCode() {
    return exitCode;
  }

  /** What a message about it must say. */
  Object[] words() {
    return words.toArray();
  }
}
