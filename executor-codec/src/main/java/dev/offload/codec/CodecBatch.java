package dev.offload.codec;

import dev.offload.TaskTransferException;
import dev.offload.spi.TaskCall;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes many small parts one after another, each by itself, with less ado for each than {@link Codec} has for a message:
 * arguments and results of elements that travel together. For one thread at a time; one that is not closed costs the next one a start.
 */
public final class CodecBatch implements AutoCloseable {
  private final Messages messages;
  private final OneSession sessions;

  CodecBatch(Messages messages, Sessions pool) {
    this.messages = messages;
    this.sessions = new OneSession(pool);
  }

  /**
   * Gives the sink the bytes of the arguments of a call, a snapshot (rule C6).
   *
   * @return false if there are large arrays in it, which had better travel by {@link Codec#encodeCall}; nothing was given to the sink then
   * @throws TaskTransferException as {@link Codec#encodeCall}
   */
  public boolean tryEncodeArguments(TaskCall<?> call, ByteSink sink) {
    return messages.tryEncodeParts(sessions, MessageKind.of(call), Codec.argumentsOf(call), sink);
  }

  /**
   * The call of this code with the arguments of which {@link #tryEncodeArguments} made these bytes.
   *
   * @throws TaskTransferException as {@link Codec#decodeCall}
   */
  public TaskCall<?> decodeCall(DecodedCode code, byte[] bytes, int offset, int length) {
    MessageKind kind = code.kind();
    ByteBuffer encoded = ByteBuffer.wrap(bytes, offset, length);
    return Codec.toCall(code, messages.decodeParts(sessions, kind, kind.partCount() - 1, encoded), 0);
  }

  /**
   * Gives the sink the bytes of a result, without a word of what they are.
   *
   * @return false if there are large arrays in it, which had better travel by {@link Codec#encodeLentResult}; nothing was given to the sink
   *     then
   * @throws TaskTransferException as {@link Codec#encodeResult}
   */
  public boolean tryEncodeResult(@Nullable Object value, ByteSink sink) {
    return messages.tryEncodeParts(sessions, MessageKind.RESULT, new Object[] {value}, sink);
  }

  /**
   * The result of which {@link #tryEncodeResult} made these bytes.
   *
   * @throws TaskTransferException as {@link Codec#decodeResult}
   */
  public @Nullable Object decodeResult(byte[] bytes, int offset, int length) {
    return messages.decodeParts(sessions, MessageKind.RESULT, 1, ByteBuffer.wrap(bytes, offset, length))[0];
  }

  /** As {@link Codec#decodeFailure}. */
  public Throwable decodeFailure(byte[] bytes) {
    return messages.decodeFailure(bytes);
  }

  @Override
  public void close() {
    sessions.close();
  }

  /** Keeps a session as long as it does well. */
  private static final class OneSession implements Sessions {
    private final Sessions pool;
    private @Nullable KryoSession kept;

    OneSession(Sessions pool) {
      this.pool = pool;
    }

    @Override
    public KryoSession take() {
      KryoSession session = kept == null ? pool.take() : kept;
      kept = null;
      return session;
    }

    @Override
    public void giveBack(KryoSession session) {
      session.release();
      kept = session;
    }

    void close() {
      if (kept != null) {
        pool.giveBack(kept);
        kept = null;
      }
    }
  }
}
