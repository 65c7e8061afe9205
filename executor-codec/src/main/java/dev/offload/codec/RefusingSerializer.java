package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Stands where objects of a class cannot travel. It throws only once there is such an object: a null of that class may travel. */
final class RefusingSerializer extends Serializer<Object> {
  private final Refusal refusal;

  RefusingSerializer(Refusal refusal) {
    this.refusal = refusal;
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    throw refusal.toFailure();
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<?> type) {
    throw refusal.toFailure();
  }
}
