package dev.offload.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a throwable about itself and lives with methods that throw or never come to an end. Used by one thread. */
final class Answers {
  private static final StackTraceElement[] NO_TRACE = {};

  private final Throwable throwable;
  private boolean sound = true;

  Answers(Throwable throwable) {
    this.throwable = throwable;
  }

  /**
   * Whether every question, asked now, gets an answer. A throwable that fails here must not arrive as itself: it would break whoever
   * logs it or wraps it.
   */
  static boolean isSound(Throwable throwable) {
    Answers answers = new Answers(throwable);
    answers.message();
    answers.cause();
    answers.trace();
    answers.ask(throwable::toString, "");
    return answers.sound;
  }

  @Nullable String message() {
    return this.<@Nullable String>ask(throwable::getMessage, "(its getMessage() fails)");
  }

  @Nullable Throwable cause() {
    return this.<@Nullable Throwable>ask(throwable::getCause, null);
  }

  List<Throwable> suppressed() {
    return List.of(throwable.getSuppressed());
  }

  StackTraceElement[] trace() {
    StackTraceElement[] trace = ask(throwable::getStackTrace, NO_TRACE);
    if (trace == null) {
      sound = false;
      return NO_TRACE;
    }
    return Arrays.stream(trace).filter(Objects::nonNull).toArray(StackTraceElement[]::new);
  }

  private <T extends @Nullable Object> T ask(Supplier<T> question, T otherwise) {
    try {
      return question.get();
    } catch (Throwable broken) {
      // Not told: what the throwable stands for is the failure to report, and this would take its place.
      sound = false;
      return otherwise;
    }
  }
}
