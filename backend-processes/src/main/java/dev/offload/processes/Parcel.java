package dev.offload.processes;

import dev.offload.codec.Encoded;
import dev.offload.codec.world.ClassWorld;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import java.util.List;

/** A task as bytes, and the world it is from. A million of them may wait: the parts of what was encoded are kept, not their holder. */
record Parcel(ClassWorld world, byte[] call, List<byte[]> segments) implements Cargo {
  static Parcel of(ClassWorld world, Encoded call) {
    return new Parcel(world, call.inline(), call.segments());
  }

  @Override
  public Frame frameOf(Sent sent) {
    return Frame.of(FrameType.RUN_TASK, sent.id(), sent.head(), call, segments);
  }
}
