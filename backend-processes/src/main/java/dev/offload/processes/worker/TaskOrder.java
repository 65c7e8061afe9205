package dev.offload.processes.worker;

import dev.offload.codec.Encoded;
import dev.offload.processes.wire.TaskHead;

/** A task as it came over the channel. {@code lost} says that there was no memory for its bytes. */
record TaskOrder(long id, TaskHead head, Encoded call, boolean lost) {}
