package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;

/**
 * Arrays of primitives: inline, by Kryo, while they are small; a segment of the message from {@link Encoded#LEAST_SEGMENT_BYTES} on. A
 * zero says the latter: inline there is the length plus one.
 */
final class PrimitiveArraySerializer<A> extends Serializer<A> {
  private static final byte IN_A_SEGMENT = 0;

  private final Class<A> type;
  private final int elementBytes;
  private final Serializer<A> inline;

  PrimitiveArraySerializer(Class<A> type, int elementBytes, Serializer<A> inline) {
    this.type = type;
    this.elementBytes = elementBytes;
    this.inline = inline;
  }

  @Override
  public void write(Kryo kryo, Output output, A array) {
    long bytes = (long) Array.getLength(array) * elementBytes;
    if (bytes < Encoded.LEAST_SEGMENT_BYTES) {
      inline.write(kryo, output, array);
      return;
    }
    MessageOutput message = (MessageOutput) output;
    message.writeByte(IN_A_SEGMENT);
    message.ensureRoom(bytes);
    message.addSegment(Segments.of(array, (int) bytes, message.isLent()));
  }

  @Override
  public A read(Kryo kryo, Input input, Class<? extends A> ignored) {
    BoundedInput message = (BoundedInput) input;
    return message.trySkip(IN_A_SEGMENT) ? toArray(message.takeSegment(elementBytes)) : inline.read(kryo, input, type);
  }

  /** A segment belongs to whoever decodes, who may have it as it is. */
  private A toArray(byte[] segment) {
    if (type == byte[].class) {
      return type.cast(segment);
    }
    A array = type.cast(Array.newInstance(type.getComponentType(), segment.length / elementBytes));
    Segments.copy(segment, array);
    return array;
  }
}
