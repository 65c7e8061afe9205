package dev.offload.processes;

import dev.offload.codec.world.ClassWorld;
import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.TaskHead;
import dev.offload.spi.Elements;
import dev.offload.spi.Job;

/** A job, the class loader that its code is from, and the number under which it was sent. */
final class Sent {
  final Job<?> job;
  final long id;
  final int elements;
  private final Cargo cargo;

  // Guarded by the SentJobs it is in.
  Stage stage = Stage.OFFERED;
  boolean toldBegun;
  /** How many of the elements may begin. */
  int limit;
  /** How many of the elements have ended. */
  int ended;

  /** Where a job stands as far as the child has said, or the parent decided: OFFERED to BEGUN, or to RECALLED or TAKEN_BACK. */
  enum Stage { OFFERED, BEGUN, RECALLED, TAKEN_BACK }

  Sent(Job<?> job, long id) {
    this.job = job;
    this.cargo = (Cargo) job.payload();
    this.id = id;
    Elements<?> all = job.elements();
    this.elements = all == null ? 0 : all.count();
    this.limit = elements;
  }

  Job<?> job() {
    return job;
  }

  ClassWorld world() {
    return cargo.world();
  }

  long id() {
    return id;
  }

  /** The frame that brings it to the child. */
  Frame frame() {
    return cargo.frameOf(this);
  }

  /** How many elements of a map were sent; 0 for a task. */
  int elements() {
    return elements;
  }

  /** What goes ahead of it. */
  byte[] head() {
    Elements<?> all = job.elements();
    return new TaskHead(all == null ? job.id() : all.number(), job.attempt(), world().id(), job.givenName().orElse("")).toBytes();
  }

  boolean isChunk() {
    return elements > 0;
  }

  /** Tells whether its end was the first that the child said of it. */
  boolean toldEndOnly() {
    return stage == Stage.OFFERED;
  }

  int slot() {
    return ClaimBoard.slotOf(id);
  }
}
