package dev.offload.processes;

import dev.offload.codec.world.ClassWorld;
import dev.offload.processes.wire.Frame;

/** What a job is to its worker: how it is sent, and the world its code is from. */
interface Cargo {
  ClassWorld world();

  /** The frame that brings the job to the child. */
  Frame frameOf(Sent sent);
}
