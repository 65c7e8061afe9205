package dev.offload.spi;

import dev.offload.TaskExecutor;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;

/**
 * The line of the user's code that submitted a task: the first frame outside this library and the executors of JDK and Guava. One
 * frame, because a whole trace costs more to take and to keep than a small task costs to run.
 *
 * @param frame the line; empty if there is none of the user's
 * @param oneOfMany whether it is the line of another task of the same class, submitted a moment ago, see {@link SubmitSites}
 */
record SubmitSite(Optional<StackFrame> frame, boolean oneOfMany) {
  /** That of a task of another JVM's executor, which knows it: it is not told here. */
  static final SubmitSite ELSEWHERE = new SubmitSite(Optional.empty(), false);

  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final String OURS = SubmitSite.class.getPackageName() + ".";
  private static final String DOOR = TaskExecutor.class.getName();

  static SubmitSite here() {
    return new SubmitSite(WALKER.walk(frames -> frames.filter(SubmitSite::isOfUser).findFirst()), false);
  }

  /** The same line, for tasks for which nobody has looked. */
  SubmitSite forOthers() {
    return new SubmitSite(frame, true);
  }

  /** What a stack trace says of the task, ahead of {@link #frames}. */
  String describe(String taskName) {
    return "as " + taskName + (oneOfMany ? ", one of many from about here" : "");
  }

  StackTraceElement[] frames() {
    return frame.map(known -> new StackTraceElement[] {known.toStackTraceElement()})
        .orElseGet(() -> new StackTraceElement[0]);
  }

  private static boolean isOfUser(StackFrame frame) {
    String name = frame.getClassName();
    return !name.startsWith(OURS)
        && !name.equals(DOOR)
        && !name.startsWith("java.util.concurrent.")
        && !name.startsWith("com.google.common.util.concurrent.");
  }
}
