package dev.offload.codec;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The shapes that a codec has read, by their bytes, so that a lambda seen before costs one look-up. Any thread. */
final class LambdaShapes {
  private static final int MOST = 4096;

  private final ConcurrentMap<ByteBuffer, LambdaShape> known = new ConcurrentHashMap<>();

  LambdaShape find(byte[] bytes, CodecContext context) {
    ByteBuffer key = ByteBuffer.wrap(bytes);
    LambdaShape shape = known.get(key);
    if (shape != null) {
      return shape;
    }
    try (BoundedInput input = new BoundedInput()) {
      input.open(bytes, 0);
      shape = LambdaShape.read(input, context);
    }
    if (known.size() < MOST) {
      known.put(key, shape);
    }
    return shape;
  }
}
