package dev.offload.codec.world;

import dev.offload.codec.ByteSink;
import dev.offload.codec.CodecBatch;
import dev.offload.codec.Encoded;
import dev.offload.spi.ChunkPayload;
import dev.offload.spi.TaskCall;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Elements of a map as bytes: their code once, and the arguments of each by themselves, so that any part of them can be sent. Filled by one
 * thread before the first job with it is handed in.
 */
public final class EncodedElements implements ChunkPayload {
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
  // The elements as they are sent.
  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES);
  private int length;
  private boolean refused;

  // Guarded by this: up to where somebody has looked for the ends of elements. They are sent more or less in order.
  private int seenElements;
  private int seenBytes;

  private EncodedElements(ClassWorld world, Encoded code) {
    this.world = world;
    this.code = code;
    this.batch = world.codec().openBatch();
  }

  /** Begins with an element; null if its arguments are large, so that it had better travel alone. */
  public static @Nullable EncodedElements of(ClassWorld world, TaskCall<?> first) {
    EncodedElements chunk = new EncodedElements(world, world.codec().encodeCode(first));
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

  /** The class loader that the code is from. */
  public ClassWorld world() {
    return world;
  }

  /** The code of each of them. */
  public Encoded code() {
    return code;
  }

  /** The arguments of {@code count} elements from the index {@code first} on, for each an int with their length and the bytes. */
  public ByteBuffer arguments(int first, int count) {
    int begin = lengthOf(first);
    return bytes.slice(begin, lengthOf(first + count) - begin);
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
