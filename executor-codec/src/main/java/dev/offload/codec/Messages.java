package dev.offload.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import dev.offload.TaskTransferException;
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

  byte[] encode(MessageKind kind, @Nullable Object... parts) {
    if (kind == MessageKind.RESULT && parts[0] == null) {
      return NULL_RESULT.clone();
    }
    KryoSession session = sessions.take();
    Output output = session.output();
    int part = 0;
    try {
      output.writeByte(kind.code());
      for (; part < parts.length; part++) {
        session.kryo().writeClassAndObject(output, parts[part]);
      }
      byte[] bytes = output.toBytes();
      sessions.giveBack(session);
      return bytes;
    } catch (Throwable e) {
      // The session is dropped: what it was at when it threw, Kryo would go on with.
      throw failure("encoded", kind, part, TransferFailure.at(e, "", parts[part]), output.position());
    }
  }

  @Nullable Object[] decode(MessageKind kind, byte[] bytes) {
    checkSize(kind, bytes);
    @Nullable Object[] parts = new Object[kind.partCount()];
    if (bytes.length == NULL_RESULT.length && bytes[1] == 0) {
      return parts;
    }
    KryoSession session = sessions.take();
    int part = 0;
    try {
      session.input().open(bytes, 1);
      for (; part < parts.length; part++) {
        parts[part] = session.kryo().readClassAndObject(session.input());
      }
      checkEnd(session.input());
      sessions.giveBack(session);
      return parts;
    } catch (Throwable e) {
      int at = Math.min(part, parts.length - 1);
      throw failure("decoded", kind, at, TransferFailure.atType(e, "", null), session.input().position());
    }
  }

  private void checkSize(MessageKind kind, byte[] bytes) {
    String problem = bytes.length > maxBytes ? "the message has " + bytes.length + " bytes, more than maxBytes = " + maxBytes
        : "the bytes (" + bytes.length + ") are no " + kind.part(0);
    if (bytes.length > maxBytes || bytes.length < 2 || !kind.begins(bytes)) {
      throw new TaskTransferException(kind.subject(0) + " cannot be decoded: " + problem, null);
    }
  }

  private static void checkEnd(BoundedInput input) {
    if (input.remaining() > 0) {
      throw new KryoException(input.remaining() + " bytes too many");
    }
  }

  private TaskTransferException failure(String done, MessageKind kind, int part, TransferFailure failure, int position) {
    Refusal refusal = failure.refusal();
    String size = refusal.aboutSize() ? " (" + position + " bytes so far, maxBytes is " + maxBytes + ")" : "";
    String text = kind.subject(part) + " cannot be " + done + ": " + failure.path(kind.part(part)) + ". Reason: "
        + refusal.problem() + size + ". " + refusal.advice() + ".";
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
      checkSize(MessageKind.FAILURE, bytes);
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
