package dev.offload.codec;

import dev.offload.RemoteTaskException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One throwable of a failure in words of the JDK alone, so that every JVM can read it.
 *
 * @param cause the place of the cause among the failure's throwables, -1 for none
 * @param suppressed the places of the suppressed ones
 * @param java the throwable itself by Java serialization, null where it cannot be had so
 */
record ThrowableNode(String className, @Nullable String message, int cause, List<Integer> suppressed, StackTraceElement[] trace,
    byte @Nullable [] java) {

  ThrowableNode withJava(byte @Nullable [] bytes) {
    return new ThrowableNode(className, message, cause, suppressed, trace, bytes);
  }

  ThrowableNode withTrace(StackTraceElement[] elements) {
    return new ThrowableNode(className, message, cause, suppressed, elements, java);
  }

  /** What takes the place of the throwable where it cannot arrive as itself; without suppressed ones so far. */
  RemoteTaskException standIn(@Nullable Throwable itsCause) {
    RemoteTaskException standIn = new RemoteTaskException(className, message, itsCause);
    standIn.setStackTrace(trace);
    return standIn;
  }
}
