package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;

/** A throwable that is part of a task, an argument or a result, in the form of a failure. */
final class ThrowableSerializer extends Serializer<Throwable> {
  private final CodecContext context;

  ThrowableSerializer(CodecKryo kryo) {
    this.context = kryo.context();
  }

  @Override
  public void write(Kryo kryo, Output output, Throwable throwable) {
    try {
      byte[] bytes = FailureWriter.write(throwable, context.gate(), output.getMaxCapacity() - output.position());
      output.writeVarInt(bytes.length, true);
      output.writeBytes(bytes);
    } catch (IOException e) {
      throw new TransferFailure(Explanation.of(e), throwable.getClass().getTypeName(), e);
    }
  }

  @Override
  public Throwable read(Kryo kryo, Input input, Class<? extends Throwable> type) {
    byte[] bytes = input.readBytes(input.readVarInt(true));
    try (BoundedInput failure = new BoundedInput()) {
      failure.open(bytes, 0);
      return FailureReader.read(failure, context);
    } catch (IOException | ClassNotFoundException e) {
      throw new TransferFailure(Explanation.of(e), "java.lang.Throwable", e);
    }
  }
}
