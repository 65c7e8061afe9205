package dev.offload.processes;

import dev.offload.codec.world.ClassWorld;
import dev.offload.codec.world.EncodedElements;
import dev.offload.processes.wire.ChunkBody;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.spi.ChunkPayload;
import dev.offload.spi.Elements;
import dev.offload.spi.TaskCall;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Elements of a map that share a job, as its worker has to be sent them. */
record ParcelChunk(EncodedElements encoded) implements ChunkPayload, Cargo {
  /** Begins with an element; null if it had better travel alone. */
  static @Nullable ParcelChunk of(ClassWorld world, TaskCall<?> first) {
    EncodedElements encoded = EncodedElements.of(world, first);
    return encoded == null ? null : new ParcelChunk(encoded);
  }

  @Override
  public boolean tryAdd(TaskCall<?> call) {
    return encoded.tryAdd(call);
  }

  @Override
  public void filled() {
    encoded.filled();
  }

  @Override
  public ClassWorld world() {
    return encoded.world();
  }

  @Override
  public Frame frameOf(Sent sent) {
    Elements<?> elements = Objects.requireNonNull(sent.job().elements());
    ByteBuffer arguments = encoded.arguments(elements.from(), sent.elements());
    byte[] body = ChunkBody.toBytes(encoded.code().inline(), arguments);
    return Frame.of(FrameType.RUN_CHUNK, sent.id(), sent.head(), body, encoded.code().segments());
  }
}
