package dev.offload.threads;

import dev.offload.spi.ChunkPayload;
import dev.offload.spi.TaskCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Elements of a map, by reference. */
final class CallList implements ChunkPayload {
  private final List<@Nullable TaskCall<?>> calls = new ArrayList<>();

  CallList(TaskCall<?> first) {
    calls.add(first);
  }

  @Override
  public boolean tryAdd(TaskCall<?> call) {
    return calls.add(call);
  }

  /** Takes an element out: after it has run nobody here holds it (rule R7). */
  TaskCall<?> take(int index) {
    return Objects.requireNonNull(calls.set(index, null));
  }
}
