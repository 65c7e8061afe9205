package dev.offload.codec;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import com.esotericsoftware.kryo.util.IntMap;
import java.util.HashMap;
import java.util.Map;

/** Writes and reads the names of classes; a name is asked of the allow-list before the class behind it is loaded. */
@SuppressWarnings("rawtypes")
final class CodecClasses extends DefaultClassResolver {
  private final CodecContext context;
  private final Map<String, Class<?>> byName = new HashMap<>();

  CodecClasses(CodecContext context) {
    this.context = context;
    this.nameIdToClass = new IntMap<>();
  }

  /** Lets {@code type} go the way of {@code registration}, under which it will also be read. */
  Registration share(Class<?> type, Registration registration) {
    classToRegistration.put(type, registration);
    return registration;
  }

  @Override
  protected void writeName(Output output, Class type, Registration registration) {
    super.writeName(output, registration.getType(), registration);
  }

  @Override
  protected Registration readName(Input input) {
    int id = input.readVarInt(true);
    Class type = nameIdToClass.get(id);
    if (type == null) {
      type = load(input.readString());
      nameIdToClass.put(id, type);
    }
    return kryo.getRegistration(type);
  }

  private Class<?> load(String name) {
    Class<?> known = byName.get(name);
    if (known != null) {
      return known;
    }
    try {
      Class<?> type = context.load(name);
      byName.put(name, type);
      return type;
    } catch (ClassNotFoundException | LinkageError e) {
      throw new TransferFailure(Explanation.of(e), null, e);
    }
  }
}
