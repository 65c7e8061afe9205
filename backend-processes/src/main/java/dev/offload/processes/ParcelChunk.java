package dev.offload.processes;

import dev.offload.codec.ByteSink;
import dev.offload.codec.CodecBatch;
import dev.offload.codec.Encoded;
import dev.offload.processes.wire.ChunkBody;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.spi.ChunkPayload;
import dev.offload.spi.Elements;
import dev.offload.spi.TaskCall;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Elements of a map as bytes: their code once, and the arguments of each by themselves, so that any part of them can be sent. Filled by one
 * thread before the first job with it is handed in.
 */
final class ParcelChunk implements ChunkPayload, Cargo {
  /** More would keep a worker waiting for the first of them. */
  private static final int FULL_BYTES = 1 << 16;
  private static final int FIRST_BYTES = 1 << 9;
  /** Longer arguments, or longer code, go with a message of their own, which has a limit of its own. */
  private static final int MOST_ELEMENT_BYTES = 1 << 18;
  private static final int MOST_CODE_BYTES = 1 << 19;

  private final ClassWorld world;
  private final Encoded code;
  private final CodecBatch batch;
  private final ByteSink sink = this::append;
  // The elements as they lie in the body of a frame.
  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES);
  private int length;
  private boolean refused;

  // Guarded by this: up to where somebody has looked for the ends of elements. They are sent more or less in order.
  private int seenElements;
  private int seenBytes;

  private ParcelChunk(ClassWorld world, Encoded code) {
    this.world = world;
    this.code = code;
    this.batch = world.codec().openBatch();
  }

  /** Begins with an element; null if its arguments are large, so that it had better travel alone. */
  static @Nullable ParcelChunk of(ClassWorld world, TaskCall<?> first) {
    ParcelChunk chunk = new ParcelChunk(world, world.codec().encodeCode(first));
    if (chunk.tryAdd(first)) {
      return chunk;
    }
    chunk.filled();
    return null;
  }

  @Override
  public boolean tryAdd(TaskCall<?> call) {
    refused = length >= FULL_BYTES || code.inline().length > MOST_CODE_BYTES;
    return !refused && batch.tryEncodeArguments(call, sink) && !refused;
  }

  @Override
  public void filled() {
    batch.close();
  }

  @Override
  public ClassWorld world() {
    return world;
  }

  @Override
  public Frame frameOf(Sent sent) {
    Elements<?> elements = Objects.requireNonNull(sent.job().elements());
    int begin = lengthOf(elements.from());
    int end = lengthOf(elements.from() + sent.elements());
    byte[] body = ChunkBody.toBytes(code.inline(), bytes.slice(begin, end - begin));
    return Frame.of(FrameType.RUN_CHUNK, sent.id(), sent.head(), body, code.segments());
  }

  private void append(byte[] from, int offset, int count) {
    refused = count > MOST_ELEMENT_BYTES;
    if (refused) {
      return;
    }
    int end = length + Integer.BYTES + count;
    if (end > bytes.capacity()) {
      bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), Math.max(end, 2 * bytes.capacity())));
    }
    bytes.putInt(length, count).put(length + Integer.BYTES, from, offset, count);
    length = end;
  }

  /** How many bytes the first {@code count} elements take. */
  private synchronized int lengthOf(int count) {
    if (count < seenElements) {
      seenElements = 0;
      seenBytes = 0;
    }
    for (; seenElements < count; seenElements++) {
      seenBytes += Integer.BYTES + bytes.getInt(seenBytes);
    }
    return seenBytes;
  }
}
