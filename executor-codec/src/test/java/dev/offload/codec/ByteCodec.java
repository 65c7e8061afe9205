package dev.offload.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.spi.TaskCall;
import java.util.List;

/** A codec for messages without segments, which are bytes and nothing else. */
final class ByteCodec {
  private final Codec codec;

  ByteCodec(CodecOptions options, ClassLoader loader) {
    codec = new Codec(options, loader);
  }

  byte[] encodeCall(TaskCall<?> call) {
    return inline(codec.encodeCall(call));
  }

  TaskCall<?> decodeCall(byte[] bytes) {
    return codec.decodeCall(Encoded.of(bytes));
  }

  byte[] encodeResult(Object value) {
    return inline(codec.encodeResult(value));
  }

  Object decodeResult(byte[] bytes) {
    return codec.decodeResult(Encoded.of(bytes));
  }

  byte[] encodeFailure(Throwable failure) {
    return codec.encodeFailure(failure);
  }

  Throwable decodeFailure(byte[] bytes) {
    return codec.decodeFailure(bytes);
  }

  private static byte[] inline(Encoded message) {
    assertEquals(List.of(), message.segments(), "a large array where none was expected");
    return message.inline();
  }
}
