package dev.offload.codec.shared;

import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.codec.Encoded;
import dev.offload.spi.shared.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests to shared objects, and their answers, as bytes. Of the user's objects in them it sees bytes only. Any thread. */
public final class SharedCodec {
  private static final List<String> OURS = List.of("dev.offload.spi.shared.*");

  private final Codec codec;
  private final Codec failures;

  /** One for messages of up to so many bytes. {@code failures} knows the classes of what users' code throws. */
  public SharedCodec(int maxBytes, Codec failures) {
    this.codec = new Codec(CodecOptions.defaults().withMaxBytes(maxBytes).withAllowedClasses(OURS), SharedCodec.class.getClassLoader());
    this.failures = failures;
  }

  /**
   * A request or an answer as bytes.
   *
   * @throws dev.offload.TaskTransferException if it is too large
   */
  Encoded encode(@Nullable Object message) {
    // What is packed in it is changed by nobody.
    return codec.encodeLentResult(message);
  }

  /**
   * The request of these bytes; takes them over.
   *
   * @throws dev.offload.TaskTransferException if there is none
   * @throws ClassCastException if it is something else
   */
  @Nullable Request<?, ?> request(Encoded message) {
    return (Request<?, ?>) answer(message);
  }

  /**
   * The answer of these bytes; takes them over.
   *
   * @throws dev.offload.TaskTransferException if there is none
   */
  @Nullable Object answer(Encoded message) {
    return codec.decodeResult(message);
  }

  /** Why there is no answer, as bytes. */
  Encoded encodeFailure(Throwable failure) {
    return Encoded.of(failures.encodeFailure(failure));
  }

  /** Why there is no answer. */
  Throwable failure(Encoded message) {
    return failures.decodeFailure(message.inline());
  }
}
