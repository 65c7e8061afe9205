package dev.offload.codec;

import com.esotericsoftware.kryo.io.Output;

/** A Kryo with its buffers, for one message at a time. After an error it is not used again: Kryo does not tidy up then (#1281). */
final class KryoSession {
  private static final int FIRST_BUFFER_BYTES = 512;
  // A larger buffer is for the odd large message; kept by each idle session it would be waste.
  private static final int KEPT_BUFFER_BYTES = 1 << 20;

  private final CodecKryo kryo;
  private final int maxBytes;
  private final Output output;
  private final BoundedInput input = new BoundedInput();

  KryoSession(CodecContext context, int maxBytes) {
    this.kryo = CodecKryo.create(context);
    this.maxBytes = maxBytes;
    this.output = new Output(FIRST_BUFFER_BYTES, maxBytes);
  }

  Output output() {
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
    if (output.getBuffer().length > KEPT_BUFFER_BYTES) {
      output.setBuffer(new byte[FIRST_BUFFER_BYTES], maxBytes);
    } else {
      output.reset();
    }
  }
}
