package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects whose state only Java serialization can take and restore: what the JDK keeps to itself, and user classes that say how they
 * are serialised. Only the object itself and JDK internals below it go into its bytes; the user's objects and ordinary collections
 * in it are held outside and go by Kryo, so they need not be Serializable and stay the same objects as elsewhere in the message.
 */
final class JavaSerializer extends Serializer<Object> {
  private final CodecContext context;
  private final References references;

  JavaSerializer(CodecKryo kryo) {
    this.context = kryo.context();
    this.references = kryo.references();
  }

  @Override
  public void write(Kryo kryo, Output output, Object root) {
    List<Object> held = new ArrayList<>();
    byte[] bytes = toBytes(root, output.getMaxCapacity() - output.position(), held);
    references.open(root);
    output.writeVarInt(held.size(), true);
    for (Object part : held) {
      try {
        kryo.writeClassAndObject(output, part);
      } catch (Throwable e) {
        throw TransferFailure.at(e, Insides.wayTo(part, root), part);
      }
    }
    references.close();
    output.writeVarInt(bytes.length, true);
    output.writeBytes(bytes);
  }

  private byte[] toBytes(Object root, int limit, List<Object> held) {
    Map<Object, Held> places = new IdentityHashMap<>();
    try {
      return JavaWriter.write(root, limit, part -> {
        if (Routes.staysInJava(part)) {
          context.gate().check(part.getClass().getName());
          return part;
        }
        return places.computeIfAbsent(part, ignored -> {
          held.add(part);
          return new Held(held.size() - 1);
        });
      });
    } catch (IOException e) {
      throw new TransferFailure(Explanation.of(e), root.getClass().getTypeName(), e);
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<?> type) {
    int count = ((BoundedInput) input).readCount();
    @Nullable Object[] held = new Object[count];
    for (int i = 0; i < count; i++) {
      ((BoundedInput) input).partRead();
      held[i] = PartSerializers.readPart(kryo, input, "");
    }
    byte[] bytes = input.readBytes(input.readVarInt(true));
    try {
      return JavaReader.read(bytes, context, index -> held[index]);
    } catch (IOException | ClassNotFoundException e) {
      throw new TransferFailure(Explanation.of(e), null, e);
    }
  }
}
