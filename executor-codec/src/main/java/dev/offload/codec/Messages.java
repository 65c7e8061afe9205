package dev.offload.codec;

import com.esotericsoftware.kryo.KryoException;
import dev.offload.TaskTransferException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Whole messages: a byte that tells the kind, then the parts, then nothing. Any thread. */
final class Messages {
  private static final byte[] NULL_RESULT = {MessageKind.RESULT.code(), 0};

  private final CodecContext context;
  private final int maxBytes;
  private final SessionPool sessions;

  Messages(CodecOptions options, ClassLoader loader) {
    this.context = CodecContext.create(options, loader);
    this.maxBytes = options.maxBytes();
    this.sessions = new SessionPool(() -> new KryoSession(context, maxBytes));
  }

  /** A snapshot: nothing in it is the sender's. */
  Encoded encode(MessageKind kind, @Nullable Object... parts) {
    return encode(kind, parts, false);
  }

  /** As {@link #encode}, but large arrays in it are the sender's own. */
  Encoded encodeLent(MessageKind kind, @Nullable Object... parts) {
    return encode(kind, parts, true);
  }

  private Encoded encode(MessageKind kind, @Nullable Object[] parts, boolean lent) {
    if (kind == MessageKind.RESULT && parts[0] == null) {
      return Encoded.of(NULL_RESULT.clone());
    }
    KryoSession session = sessions.take();
    MessageOutput output = session.output();
    output.lend(lent);
    int part = 0;
    try {
      output.writeByte(kind.code());
      for (; part < parts.length; part++) {
        session.kryo().writeClassAndObject(output, parts[part]);
      }
      Encoded message = output.toEncoded();
      sessions.giveBack(session);
      return message;
    } catch (Throwable e) {
      // The session is dropped: what it was at when it threw, Kryo would go on with.
      throw failure("encoded", kind, part, TransferFailure.at(e, "", parts[part]), output.total());
    }
  }

  /** Any number of parts in a row. */
  CodecBatch openBatch() {
    return new CodecBatch(this, sessions);
  }

  /** Gives the sink the last parts of a message, unless there are large arrays among them. */
  boolean tryEncodeParts(Sessions from, MessageKind kind, @Nullable Object[] parts, ByteSink sink) {
    KryoSession session = from.take();
    MessageOutput output = session.output();
    // Nothing that has segments leaves this place.
    output.lend(true);
    int part = 0;
    try {
      for (; part < parts.length; part++) {
        session.kryo().writeClassAndObject(output, parts[part]);
      }
    } catch (Throwable e) {
      int at = kind.partCount() - parts.length + part;
      throw failure("encoded", kind, at, TransferFailure.at(e, "", parts[part]), output.total());
    }
    boolean small = !output.hasSegments();
    if (small) {
      sink.accept(output.getBuffer(), 0, output.position());
    }
    from.giveBack(session);
    return small;
  }

  /** The first parts of a message; there are no others. */
  @Nullable Object[] decode(MessageKind kind, int count, Encoded message) {
    checkSize(kind, message);
    byte[] bytes = message.inline();
    if (bytes.length == NULL_RESULT.length && bytes[1] == 0 && message.segments().isEmpty()) {
      return new Object[count];
    }
    KryoSession session = sessions.take();
    session.input().open(message, 1);
    @Nullable Object[] parts = decode(kind, 0, count, session);
    sessions.giveBack(session);
    return parts;
  }

  /** Parts that {@link #tryEncodeParts} encoded. */
  @Nullable Object[] decodeParts(Sessions from, MessageKind kind, int count, ByteBuffer bytes) {
    KryoSession session = from.take();
    session.input().open(bytes.array(), bytes.position(), bytes.remaining());
    @Nullable Object[] parts = decode(kind, kind.partCount() - count, count, session);
    from.giveBack(session);
    return parts;
  }

  private @Nullable Object[] decode(MessageKind kind, int first, int count, KryoSession session) {
    @Nullable Object[] parts = new Object[count];
    int part = 0;
    try {
      for (; part < count; part++) {
        parts[part] = session.kryo().readClassAndObject(session.input());
      }
      checkEnd(session.input());
      return parts;
    } catch (Throwable e) {
      // The session is dropped, as above.
      int at = first + Math.max(0, Math.min(part, count - 1));
      throw failure("decoded", kind, at, TransferFailure.atType(e, "", null), session.input().position());
    }
  }

  private void checkSize(MessageKind kind, Encoded message) {
    long length = message.length();
    if (length > maxBytes) {
      throw undecodable(kind, "the message has " + length + " bytes, more than maxBytes = " + maxBytes);
    }
    if (message.inline().length < 2 || !kind.begins(message.inline())) {
      throw undecodable(kind, "the bytes (" + length + ") are no " + kind.part(0));
    }
  }

  private static TaskTransferException undecodable(MessageKind kind, String problem) {
    return new TaskTransferException(kind.subject(0) + " cannot be decoded: " + problem, null);
  }

  private static void checkEnd(BoundedInput input) {
    if (input.remaining() > 0) {
      throw new KryoException(input.remaining() + " bytes too many");
    }
    if (input.segmentsLeft() > 0) {
      throw new KryoException(input.segmentsLeft() + " segments too many");
    }
  }

  private TaskTransferException failure(String done, MessageKind kind, int part, TransferFailure failure, long size) {
    Refusal refusal = failure.refusal();
    String soFar = refusal.aboutSize() ? " (" + size + " bytes so far, maxBytes is " + maxBytes + ")" : "";
    String text = kind.subject(part) + " cannot be " + done + ": " + failure.path(kind.part(part)) + ". Reason: "
        + refusal.problem() + soFar + ". " + refusal.advice() + ".";
    return new TaskTransferException(text, failure.getCause());
  }

  byte[] encodeFailure(Throwable failure) {
    try {
      return withKind(FailureWriter.write(failure, context.gate(), maxBytes - 1));
    } catch (Throwable e) {
      // Memory may have run out. A name alone still tells more than a worker that died of telling.
      return withKind(FailureWriter.nameOnly(failure));
    }
  }

  private static byte[] withKind(byte[] body) {
    byte[] bytes = new byte[body.length + 1];
    bytes[0] = MessageKind.FAILURE.code();
    System.arraycopy(body, 0, bytes, 1, body.length);
    return bytes;
  }

  Throwable decodeFailure(byte[] bytes) {
    try (BoundedInput input = new BoundedInput()) {
      checkSize(MessageKind.FAILURE, Encoded.of(bytes));
      input.open(bytes, 1);
      return FailureReader.read(input, context);
    } catch (TaskTransferException e) {
      return e;
    } catch (Throwable e) {
      TransferFailure explained = TransferFailure.atType(e, "", null);
      Refusal refusal = explained.refusal();
      return new TaskTransferException("The failure cannot be decoded: " + refusal.problem() + ". " + refusal.advice() + ".",
          explained.getCause());
    }
  }
}
