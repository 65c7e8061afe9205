package dev.offload.spi.shared;

import dev.offload.TaskFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies functions of the user to what lies in a shared object. */
final class Update {
  private Update() {}

  /** What a packed {@link TaskFunction} makes of a packed value, packed. */
  static @Nullable Object apply(Items items, Object packedFunction, @Nullable Object packedValue) throws Exception {
    TaskFunction<@Nullable Object, @Nullable Object> function = function(items, packedFunction);
    return items.pack(function.apply(items.unpack(packedValue)));
  }

  @SuppressWarnings("unchecked")
  static <T extends @Nullable Object, R extends @Nullable Object> TaskFunction<T, R> function(Items items, Object packed) {
    return (TaskFunction<T, R>) Objects.requireNonNull(items.unpack(packed));
  }
}
