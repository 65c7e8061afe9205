package dev.offload.codec;

import dev.offload.RemoteTaskException;
import dev.offload.TaskTransferException;
import dev.offload.spi.TaskCall;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns tasks, results and failures into bytes and back; one for each executor or worker, used by any number of threads.
 *
 * <p>Almost any object travels, {@code Serializable} or not, with shared objects and cycles; the package's description says what the
 * limits are. Errors are {@link TaskTransferException}s whose message gives the path to the culprit and what to do (rules C5, R4).
 * What other code throws while it is called here, an {@code Error} too, is their cause. No call waits for another.
 */
public final class Codec {
  static {
    KryoSettings.ensureApplied();
  }

  private final Messages messages;

  /**
   * Makes a codec.
   *
   * @param loader finds the classes named in messages when they are decoded
   */
  public Codec(CodecOptions options, ClassLoader loader) {
    this.messages = new Messages(options, Objects.requireNonNull(loader, "loader"));
  }

  /**
   * The bytes of a task's code and arguments, a snapshot (rule C6).
   *
   * @throws TaskTransferException if something in it cannot travel, or it takes more than {@link CodecOptions#maxBytes()}
   */
  public Encoded encodeCall(TaskCall<?> call) {
    MessageKind kind = MessageKind.of(call);
    if (call instanceof TaskCall.OfFunction<?, ?> function) {
      return messages.encode(kind, function.code(), function.argument());
    }
    if (call instanceof TaskCall.OfBiFunction<?, ?, ?> function) {
      return messages.encode(kind, function.code(), function.first(), function.second());
    }
    return messages.encode(kind, call.code());
  }

  /**
   * The task of which {@link #encodeCall} made these bytes; takes them over.
   *
   * @throws TaskTransferException if a class is missing here or not allowed, user code throws, or the bytes are no task
   */
  public TaskCall<?> decodeCall(Encoded message) {
    MessageKind kind = MessageKind.ofCall(message.inline());
    @Nullable Object[] parts = messages.decode(kind, kind.partCount(), message);
    return toCall(new DecodedCode(kind, parts[0]), parts, 1);
  }

  /**
   * The bytes of the code alone of a call, for elements of a map that travel together; their arguments follow by
   * {@link CodecBatch#tryEncodeArguments}.
   *
   * @throws TaskTransferException as {@link #encodeCall}
   */
  public Encoded encodeCode(TaskCall<?> call) {
    return messages.encode(MessageKind.of(call), call.code());
  }

  /**
   * The code of which {@link #encodeCode} made these bytes; takes them over.
   *
   * @throws TaskTransferException as {@link #decodeCall(Encoded)}
   */
  public DecodedCode decodeCode(Encoded message) {
    MessageKind kind = MessageKind.ofCall(message.inline());
    return new DecodedCode(kind, messages.decode(kind, 1, message)[0]);
  }

  /** Begins to encode or decode small parts one after another. */
  public CodecBatch openBatch() {
    return messages.openBatch();
  }

  static @Nullable Object[] argumentsOf(TaskCall<?> call) {
    if (call instanceof TaskCall.OfFunction<?, ?> function) {
      return new Object[] {function.argument()};
    }
    if (call instanceof TaskCall.OfBiFunction<?, ?, ?> function) {
      return new Object[] {function.first(), function.second()};
    }
    return new Object[0];
  }

  static TaskCall<?> toCall(DecodedCode code, @Nullable Object[] parts, int first) {
    try {
      return code.call(parts, first);
    } catch (ClassCastException | NullPointerException e) {
      throw new TaskTransferException("The task cannot be decoded: the bytes do not hold the code of a task", e);
    }
  }

  /**
   * The bytes of a task's result, a snapshot.
   *
   * @throws TaskTransferException if something in it cannot travel, or it takes more than {@link CodecOptions#maxBytes()}
   */
  public Encoded encodeResult(@Nullable Object value) {
    return messages.encode(MessageKind.RESULT, value);
  }

  /**
   * As {@link #encodeResult}, without a copy of large {@code byte[]}s: they are segments as they are. For a result that nobody changes
   * until its bytes are sent, and which is not decoded in this JVM: it would be no copy.
   */
  public Encoded encodeLentResult(@Nullable Object value) {
    return messages.encodeLent(MessageKind.RESULT, value);
  }

  /**
   * The result of which {@link #encodeResult} made these bytes; takes them over.
   *
   * @throws TaskTransferException if a class is missing here or not allowed, user code throws, or the bytes are no result
   */
  public @Nullable Object decodeResult(Encoded message) {
    return messages.decode(MessageKind.RESULT, 1, message)[0];
  }

  /**
   * The bytes of what a task threw. Never throws, whatever the throwable's own methods do, and never makes more than
   * {@link CodecOptions#maxBytes()}: what has no room is left out, the first causes and frames last.
   */
  public byte[] encodeFailure(Throwable failure) {
    return messages.encodeFailure(failure);
  }

  /**
   * The throwable of which {@link #encodeFailure} made these bytes, with its class, message, causes, suppressed ones and stack trace;
   * each of them that cannot be had here as itself is a {@link RemoteTaskException} (rule R4). Never throws: for bytes that are no
   * failure it returns a {@link TaskTransferException} that says so.
   */
  public Throwable decodeFailure(byte[] bytes) {
    return messages.decodeFailure(bytes);
  }
}
