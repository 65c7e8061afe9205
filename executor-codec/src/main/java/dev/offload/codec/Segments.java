package dev.offload.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of primitives as segments and back: their elements one after another, the lowest byte first. */
final class Segments {
  private Segments() {}

  /** The segment of an array, which takes so many bytes: a new one, unless the array is lent and can be it. */
  static byte[] of(Object array, int bytes, boolean lent) {
    if (array instanceof byte[] own) {
      return lent ? own : own.clone();
    }
    byte[] segment = new byte[bytes];
    ByteBuffer to = ordered(segment);
    if (array instanceof int[] ints) {
      to.asIntBuffer().put(ints);
    } else if (array instanceof long[] longs) {
      to.asLongBuffer().put(longs);
    } else if (array instanceof double[] doubles) {
      to.asDoubleBuffer().put(doubles);
    } else if (array instanceof float[] floats) {
      to.asFloatBuffer().put(floats);
    } else if (array instanceof char[] chars) {
      to.asCharBuffer().put(chars);
    } else if (array instanceof short[] shorts) {
      to.asShortBuffer().put(shorts);
    } else {
      put((boolean[]) array, segment);
    }
    return segment;
  }

  /** Fills an array from its segment. */
  static void copy(byte[] segment, Object array) {
    ByteBuffer from = ordered(segment);
    if (array instanceof int[] ints) {
      from.asIntBuffer().get(ints);
    } else if (array instanceof long[] longs) {
      from.asLongBuffer().get(longs);
    } else if (array instanceof double[] doubles) {
      from.asDoubleBuffer().get(doubles);
    } else if (array instanceof float[] floats) {
      from.asFloatBuffer().get(floats);
    } else if (array instanceof char[] chars) {
      from.asCharBuffer().get(chars);
    } else if (array instanceof short[] shorts) {
      from.asShortBuffer().get(shorts);
    } else {
      get(segment, (boolean[]) array);
    }
  }

  private static ByteBuffer ordered(byte[] segment) {
    return ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void put(boolean[] array, byte[] segment) {
    for (int i = 0; i < array.length; i++) {
      segment[i] = (byte) (array[i] ? 1 : 0);
    }
  }

  private static void get(byte[] segment, boolean[] array) {
    for (int i = 0; i < array.length; i++) {
      array[i] = segment[i] != 0;
    }
  }
}
