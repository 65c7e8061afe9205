package dev.offload.cluster.wire;

import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.codec.Encoded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects of the library as bytes; of the user's there are none in them. */
public final class WireCodec {
  private static final Codec CODEC =
      new Codec(CodecOptions.defaults().withAllowedClasses(List.of("dev.offload.*")), WireCodec.class.getClassLoader());

  private WireCodec() {}

  /** The object as bytes. */
  public static byte[] toBytes(Object value) {
    Encoded encoded = CODEC.encodeResult(value);
    return new Message(MessageType.TASK, 0, 0, new byte[0], encoded).toBytes();
  }

  /**
   * The object of which {@link #toBytes} made these bytes.
   *
   * @throws dev.offload.TaskTransferException if there is none
   */
  public static @Nullable Object fromBytes(byte[] bytes) {
    return CODEC.decodeResult(Message.from(bytes).body());
  }
}
