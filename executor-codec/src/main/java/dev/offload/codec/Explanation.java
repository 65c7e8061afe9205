package dev.offload.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.KryoBufferUnderflowException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in the user's words what an exception out of Kryo, the JDK or the user's own code means. */
final class Explanation {
  private static final int DEEPEST_CAUSE = 50;
  private static final List<String> NOT_OF_THE_HEAP = List.of("Metaspace", "class space", "native thread", "irect buffer");

  private Explanation() {}

  static Refusal of(Throwable thrown) {
    if (has(thrown, StackOverflowError.class) || isMaxDepth(thrown)) {
      return new Refusal("objects are nested too deeply (at most " + CodecKryo.MAX_DEPTH + " levels, fewer on a small stack)",
          "Flatten them: a list or an array instead of nodes that point to one another");
    }
    OutOfMemoryError outOfMemory = find(thrown, OutOfMemoryError.class);
    if (outOfMemory != null) {
      return ofMemory(String.valueOf(outOfMemory.getMessage()));
    }
    if (has(thrown, KryoBufferOverflowException.class)) {
      return new Refusal("here the message grew larger than maxBytes",
          "Send less at once, send a reference such as a file's path, or raise maxBytes", true);
    }
    Throwable cause = causeOf(thrown);
    if (cause != null && isMissingClass(cause)) {
      return new Refusal("class " + String.valueOf(cause.getMessage()).replace('/', '.') + " is not found in this JVM",
          "Put the jar or directory that holds it on this JVM's class path");
    }
    if (cause == null || has(thrown, KryoBufferUnderflowException.class)) {
      return new Refusal("the bytes are no message of this codec (" + textOf(thrown) + ")",
          "Both sides must run the same version of Offload and of the classes sent, and pass the bytes on unchanged");
    }
    return new Refusal("its code threw " + textOf(cause), "Look at the cause below, which says where");
  }

  /** The JVM has one error for all that it can run out of, and to send less helps with the heap only. */
  private static Refusal ofMemory(String message) {
    if (NOT_OF_THE_HEAP.stream().anyMatch(message::contains)) {
      return new Refusal("this JVM ran out of something that is not its heap (" + message + ")",
          "Look at the cause below, which says where; let the code there use less of it, or this JVM have more");
    }
    return new Refusal("memory ran out (the heap is limited to " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB)",
        "Send less at once, send a reference such as a file's path, or raise the heap", true);
  }

  /** The exception that the user should see: the first that no framework wrapped around another; null if it is Kryo's own. */
  static @Nullable Throwable causeOf(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; i < DEEPEST_CAUSE && isWrapper(cause) && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    return cause instanceof KryoException ? null : cause;
  }

  private static boolean isMissingClass(Throwable cause) {
    // The same error also tells of a class that is there but failed to initialise; that one has a cause or a sentence as message.
    boolean linkage = cause instanceof NoClassDefFoundError && cause.getMessage() != null && !cause.getMessage().contains(" ");
    return linkage || cause instanceof ClassNotFoundException;
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown instanceof KryoException || thrown instanceof InvocationTargetException;
  }

  private static boolean isMaxDepth(Throwable thrown) {
    return thrown instanceof KryoException && thrown.getMessage() != null && thrown.getMessage().startsWith("Max depth exceeded");
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    return find(thrown, type) != null;
  }

  private static <X extends Throwable> @Nullable X find(Throwable thrown, Class<X> type) {
    Throwable cause = thrown;
    for (int i = 0; i < DEEPEST_CAUSE && cause != null; i++) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
      cause = isWrapper(cause) || cause instanceof LinkageError ? cause.getCause() : null;
    }
    return null;
  }

  /** What {@code toString} says, whatever it does. */
  static String textOf(Throwable thrown) {
    try {
      return String.valueOf(thrown);
    } catch (Throwable broken) {
      // A throwable whose own methods throw must not take the place of the error that is told here.
      return thrown.getClass().getName();
    }
  }
}
