package dev.offload.threads;

import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.codec.PackedItems;
import dev.offload.spi.ChunkPayload;
import dev.offload.spi.TaskCall;
import dev.offload.spi.shared.Items;
import org.jspecify.annotations.Nullable;

/** How tasks, results and failures pass between the submitting thread and the worker (rule C6). */
interface Transfer {
  TaskCall<?> task(TaskCall<?> call);

  /** Begins a chunk with its first element; null if elements travel alone. */
  @Nullable ChunkPayload chunk(TaskCall<?> first);

  @Nullable Object result(@Nullable Object value);

  Throwable failure(Throwable failure);

  /** How values lie in shared objects. */
  Items items();

  /** By reference. */
  final class Shared implements Transfer {
    @Override
    public TaskCall<?> task(TaskCall<?> call) {
      return call;
    }

    @Override
    public ChunkPayload chunk(TaskCall<?> first) {
      return new CallList(first);
    }

    @Override
    public @Nullable Object result(@Nullable Object value) {
      return value;
    }

    @Override
    public Throwable failure(Throwable failure) {
      return failure;
    }

    @Override
    public Items items() {
      return Items.BY_REFERENCE;
    }
  }

  /** As copies that went through the codec, like on isolating backends. */
  final class Copied implements Transfer {
    private final Codec codec = new Codec(CodecOptions.defaults(), Thread.currentThread().getContextClassLoader());

    @Override
    public TaskCall<?> task(TaskCall<?> call) {
      return codec.decodeCall(codec.encodeCall(call));
    }

    @Override
    public @Nullable ChunkPayload chunk(TaskCall<?> first) {
      return null;
    }

    @Override
    public @Nullable Object result(@Nullable Object value) {
      return codec.decodeResult(codec.encodeResult(value));
    }

    @Override
    public Throwable failure(Throwable failure) {
      return codec.decodeFailure(codec.encodeFailure(failure));
    }

    @Override
    public Items items() {
      return new PackedItems(value -> 0, world -> codec);
    }
  }
}
