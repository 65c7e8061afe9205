package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.SerializedLambda;

/**
 * Lambdas and method references: the shape, which is the same for all objects of one lambda expression, and the captured values.
 * A lambda of the JDK's own code (such as {@code Comparator.comparing} makes) goes by Java serialization, as only the JDK may ask it.
 */
final class LambdaSerializer extends Serializer<Object> {
  private final CodecContext context;
  private final References references;
  private final JavaSerializer java;

  LambdaSerializer(CodecKryo kryo) {
    this.context = kryo.context();
    this.references = kryo.references();
    this.java = new JavaSerializer(kryo);
  }

  @Override
  public void write(Kryo kryo, Output output, Object lambda) {
    LambdaForm form = LambdaForm.of(lambda.getClass());
    if (form.belongsToJdk()) {
      output.writeVarInt(0, true);
      java.write(kryo, output, lambda);
      return;
    }
    SerializedLambda serialized = form.serialize(lambda);
    context.gate().check(form.capturingClass(serialized));
    references.open(lambda);
    byte[] shape = form.shape(serialized);
    output.writeVarInt(shape.length, true);
    output.writeBytes(shape);
    int count = serialized.getCapturedArgCount();
    output.writeVarInt(count, true);
    for (int i = 0; i < count; i++) {
      PartSerializers.writeCaptured(kryo, output, i, serialized.getCapturedArg(i));
    }
    references.close();
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<?> type) {
    int length = input.readVarInt(true);
    if (length == 0) {
      return java.read(kryo, input, type);
    }
    LambdaShape shape = context.lambdas().find(input.readBytes(length), context);
    int count = ((BoundedInput) input).readCount();
    Object[] captured = new Object[count];
    for (int i = 0; i < count; i++) {
      ((BoundedInput) input).partRead();
      captured[i] = PartSerializers.readCaptured(kryo, input, i);
    }
    return shape.make(captured);
  }
}
