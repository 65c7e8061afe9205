package dev.offload.spi;

import com.google.common.collect.ObjectArrays;
import dev.offload.RemoteTaskException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes what a task threw ready for its future: no other future has it, and its trace says where the task came from (rules R1, R2). */
final class Failures {
  private static final String MARK = "submitted";

  private Failures() {}

  /** The text of a throwable, whatever its own methods do (rule R3). */
  static String describe(Throwable failure) {
    try {
      return failure.toString();
    } catch (Throwable e) {
      return failure.getClass().getName() + " (its text could not be had: " + e.getClass().getName() + ")";
    }
  }

  /**
   * The throwable with the place of submission at the end of its trace. One that went through here before, or whose trace cannot
   * be written, may be in another future too: then it is a copy, or a {@link RemoteTaskException} where it cannot be copied.
   */
  static Throwable forFuture(Throwable failure, String taskName, SubmitSite site) {
    if (site == SubmitSite.ELSEWHERE) {
      return failure;
    }
    // Two tasks may have thrown the same object just now: only one of them may find it without a mark.
    synchronized (failure) {
      return makeReady(failure, taskName, site);
    }
  }

  private static Throwable makeReady(Throwable failure, String taskName, SubmitSite site) {
    try {
      Throwable own = isMarked(failure) ? copy(failure) : failure;
      if (!mark(own, taskName, site)) {
        own = copy(failure);
        mark(own, taskName, site);
      }
      return own;
    } catch (Throwable e) {
      // The throwable's own methods throw; what can be known of it without them is its class.
      return standIn(failure, taskName, site);
    }
  }

  private static boolean isMarked(Throwable failure) {
    return Arrays.stream(failure.getStackTrace()).anyMatch(Failures::isMark);
  }

  private static boolean isMark(StackTraceElement element) {
    return element.getClassName().equals("offload") && element.getMethodName().equals(MARK);
  }

  private static boolean mark(Throwable failure, String taskName, SubmitSite site) {
    StackTraceElement[] trace = Arrays.stream(failure.getStackTrace())
        .takeWhile(element -> !isMark(element))
        .toArray(StackTraceElement[]::new);
    StackTraceElement mark = new StackTraceElement("offload", MARK, site.describe(taskName), -1);
    failure.setStackTrace(ObjectArrays.concat(
        ObjectArrays.concat(trace, mark), site.frames(), StackTraceElement.class));
    return isMarked(failure);
  }

  /** A throwable of its own for another future, with the same class, text and trace as far as they can be had (rule R2). */
  static @Nullable Throwable copyIfAny(@Nullable Throwable failure) {
    try {
      return failure == null ? null : copy(failure);
    } catch (Throwable e) {
      // The throwable's own methods throw; what can be known of it without them is its class.
      return new RemoteTaskException(failure.getClass().getName(), null, null);
    }
  }

  private static Throwable copy(Throwable failure) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(failure);
      }
      try (ObjectInputStream in = new LoaderStream(
          new ByteArrayInputStream(bytes.toByteArray()), failure.getClass().getClassLoader())) {
        return (Throwable) in.readObject();
      }
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      // It cannot travel, and so cannot be copied either: rule R4 says what stands for it.
      RemoteTaskException standIn =
          new RemoteTaskException(failure.getClass().getName(), failure.getMessage(), failure.getCause());
      standIn.setStackTrace(failure.getStackTrace());
      return standIn;
    }
  }

  private static Throwable standIn(Throwable failure, String taskName, SubmitSite site) {
    RemoteTaskException standIn = new RemoteTaskException(failure.getClass().getName(), null, null);
    standIn.setStackTrace(new StackTraceElement[0]);
    mark(standIn, taskName, site);
    return standIn;
  }

  /** Resolves classes with the loader of the throwable, not with that of this library. */
  private static final class LoaderStream extends ObjectInputStream {
    private final @Nullable ClassLoader loader;

    LoaderStream(InputStream in, @Nullable ClassLoader loader) throws IOException {
      super(in);
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }
  }
}
