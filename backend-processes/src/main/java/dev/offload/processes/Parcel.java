package dev.offload.processes;

import dev.offload.codec.Encoded;
import java.util.List;

/** A task as bytes, and the world it is from. A million of them may wait: the parts of what was encoded are kept, not their holder. */
record Parcel(ClassWorld world, byte[] call, List<byte[]> segments) {
  static Parcel of(ClassWorld world, Encoded call) {
    return new Parcel(world, call.inline(), call.segments());
  }
}
