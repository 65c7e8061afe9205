package dev.offload.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Writes and reads values of primitive fields; {@code int} and {@code long} take fewer bytes the smaller they are. */
final class Primitives {
  private Primitives() {}

  static void write(Output output, Class<?> type, Object value) {
    if (type == int.class) {
      output.writeVarInt((Integer) value, false);
    } else if (type == long.class) {
      output.writeVarLong((Long) value, false);
    } else if (type == boolean.class) {
      output.writeBoolean((Boolean) value);
    } else if (type == double.class) {
      output.writeDouble((Double) value);
    } else if (type == float.class) {
      output.writeFloat((Float) value);
    } else if (type == char.class) {
      output.writeChar((Character) value);
    } else if (type == short.class) {
      output.writeShort((Short) value);
    } else {
      output.writeByte((Byte) value);
    }
  }

  static Object read(Input input, Class<?> type) {
    if (type == int.class) {
      return input.readVarInt(false);
    } else if (type == long.class) {
      return input.readVarLong(false);
    } else if (type == boolean.class) {
      return input.readBoolean();
    } else if (type == double.class) {
      return input.readDouble();
    } else if (type == float.class) {
      return input.readFloat();
    } else if (type == char.class) {
      return input.readChar();
    } else if (type == short.class) {
      return input.readShort();
    }
    return input.readByte();
  }
}
