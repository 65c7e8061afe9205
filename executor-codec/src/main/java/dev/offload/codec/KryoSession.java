package dev.offload.codec;

/** A Kryo with its buffers, for one message at a time. After an error it is not used again: Kryo does not tidy up then (#1281). */
final class KryoSession {
  private final CodecKryo kryo;
  private final MessageOutput output;
  private final BoundedInput input = new BoundedInput();

  KryoSession(CodecContext context, int maxBytes) {
    this.kryo = CodecKryo.create(context);
    this.output = new MessageOutput(maxBytes);
  }

  MessageOutput output() {
    return output;
  }

  BoundedInput input() {
    return input;
  }

  CodecKryo kryo() {
    return kryo;
  }

  /** Lets go of everything that belongs to the last message. */
  void release() {
    kryo.reset();
    input.release();
    output.release();
  }
}
