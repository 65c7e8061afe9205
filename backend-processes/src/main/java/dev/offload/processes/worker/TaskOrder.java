package dev.offload.processes.worker;

import dev.offload.TaskTransferException;
import dev.offload.codec.Encoded;
import dev.offload.processes.wire.TaskHead;

/**
 * A task as it came over the channel.
 *
 * @param isChunk whether it is many elements of a map
 * @param lost whether there was no memory for its bytes
 */
record TaskOrder(long id, TaskHead head, Encoded message, boolean isChunk, boolean lost) {
  /**
   * Its bytes.
   *
   * @throws TaskTransferException if they are lost
   */
  Encoded ensureMessage() {
    if (lost) {
      throw new TaskTransferException("the task's bytes do not fit into the worker's heap of "
          + (Runtime.getRuntime().maxMemory() >> 20) + " MiB; raise processes.heapMb", null);
    }
    return message;
  }
}
