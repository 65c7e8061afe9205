package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Values of the JDK that have no parts of their own, where Kryo has no serializer or one that loses something. */
final class ValueSerializers {
  private ValueSerializers() {}

  static <T> Serializer<T> of(BiConsumer<Output, T> writer, Function<Input, T> reader) {
    return new Serializer<T>(false, true) {
      @Override
      public void write(Kryo kryo, Output output, T value) {
        writer.accept(output, value);
      }

      @Override
      public T read(Kryo kryo, Input input, Class<? extends T> type) {
        return reader.apply(input);
      }
    };
  }

  static Serializer<Path> path() {
    return of((output, path) -> {
      if (path.getFileSystem() != FileSystems.getDefault()) {
        throw new Refusal("it is a path in a file system that only this JVM has open",
            "Send its toUri(), or a path of the default file system").toFailure();
      }
      output.writeString(path.toString());
    }, input -> Path.of(input.readString()));
  }

  /** With the length plus one, as Kryo has it for the other arrays. */
  static Serializer<boolean[]> booleans() {
    return of((output, array) -> {
      output.writeVarInt(array.length + 1, true);
      output.writeBooleans(array, 0, array.length);
    }, input -> input.readBooleans(input.readVarInt(true) - 1));
  }

  /** With its offset: in the hour that a clock repeats, the zone alone does not tell which of the two is meant. */
  static Serializer<ZonedDateTime> zonedDateTime() {
    return of((output, time) -> {
      output.writeVarLong(time.toLocalDateTime().toEpochSecond(ZoneOffset.UTC), false);
      output.writeVarInt(time.getNano(), true);
      output.writeVarInt(time.getOffset().getTotalSeconds(), false);
      output.writeString(time.getZone().getId());
    }, input -> {
      LocalDateTime local = LocalDateTime.ofEpochSecond(input.readVarLong(false), input.readVarInt(true), ZoneOffset.UTC);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(input.readVarInt(false));
      return ZonedDateTime.ofLocal(local, ZoneId.of(input.readString()), offset);
    });
  }

  /** A class by its name; the class is loaded, not initialised. */
  static Serializer<Class<?>> classes(CodecContext context) {
    return of((output, type) -> {
      if (type.isHidden()) {
        throw new Refusal("it is a hidden class, which has no name to find it by", "Send an object of it instead").toFailure();
      }
      context.gate().check(type.isPrimitive() ? "java.lang.Object" : type.getName());
      output.writeString(type.getName());
    }, input -> {
      String name = input.readString();
      Class<?> primitive = PrimitiveNames.find(name);
      try {
        return primitive != null ? primitive : context.load(name);
      } catch (ClassNotFoundException e) {
        throw new TransferFailure(Explanation.of(e), "java.lang.Class", e);
      }
    });
  }
}
