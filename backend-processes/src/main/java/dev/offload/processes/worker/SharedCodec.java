package dev.offload.processes.worker;

import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.codec.Encoded;
import dev.offload.processes.wire.Frame;
import dev.offload.spi.shared.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests to shared objects, and their answers, as bytes. Of the user's objects in them it sees bytes only. Any thread. */
public final class SharedCodec {
  private static final List<String> OURS = List.of("dev.offload.spi.shared.*");

  private final Codec codec;

  /** One for messages of up to so many bytes. */
  public SharedCodec(int maxBytes) {
    this.codec = new Codec(CodecOptions.defaults().withMaxBytes(maxBytes).withAllowedClasses(OURS), SharedCodec.class.getClassLoader());
  }

  /** A request or an answer as bytes. */
  public Encoded encode(@Nullable Object message) {
    // What is packed in it is changed by nobody.
    return codec.encodeLentResult(message);
  }

  /**
   * The request in a frame.
   *
   * @throws dev.offload.TaskTransferException if there is none
   * @throws ClassCastException if it is something else
   */
  public Request<?, ?> request(Frame frame) {
    return (Request<?, ?>) answer(frame);
  }

  /**
   * The answer in a frame.
   *
   * @throws dev.offload.TaskTransferException if there is none
   */
  public @Nullable Object answer(Frame frame) {
    return codec.decodeResult(new Encoded(frame.body(), frame.segments()));
  }
}
