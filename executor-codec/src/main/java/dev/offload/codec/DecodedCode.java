package dev.offload.codec;

import dev.offload.Action;
import dev.offload.TaskBiFunction;
import dev.offload.TaskFunction;
import dev.offload.spi.TaskCall;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The code of a map's elements, to be called with the arguments of one after another. */
public final class DecodedCode {
  private final MessageKind kind;
  private final @Nullable Object code;

  DecodedCode(MessageKind kind, @Nullable Object code) {
    this.kind = kind;
    this.code = code;
  }

  MessageKind kind() {
    return kind;
  }

  /**
   * The call of the code with its arguments, which are the parts of a message from the one with the index {@code first} on.
   *
   * @throws ClassCastException if it is no code of a task
   * @throws NullPointerException if there is none
   */
  @SuppressWarnings("unchecked")
  TaskCall<?> call(@Nullable Object[] parts, int first) {
    return switch (kind) {
      case CALLABLE -> new TaskCall.OfCallable<>((Callable<Object>) code);
      case ACTION -> new TaskCall.OfAction((Action) code);
      case FUNCTION -> new TaskCall.OfFunction<>((TaskFunction<Object, Object>) code, parts[first]);
      default -> new TaskCall.OfBiFunction<>((TaskBiFunction<Object, Object, Object>) code, parts[first], parts[first + 1]);
    };
  }
}
