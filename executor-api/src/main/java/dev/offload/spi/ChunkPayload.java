package dev.offload.spi;

import dev.offload.TaskTransferException;

/**
 * Elements of a map in the form in which they travel to a worker together. {@link AbstractTaskExecutor#newChunk} makes it; it is filled by
 * the thread that maps, and read by any once the first job with it was handed in.
 */
public interface ChunkPayload {
  /**
   * Adds an element: the map's code, as in the first one, with other arguments. On isolating backends a snapshot of these (rule C6).
   *
   * @return false if there is no room for it, or it had better travel alone
   * @throws TaskTransferException if it cannot travel; it fails that element only (rule C5)
   */
  boolean tryAdd(TaskCall<?> call);

  /** No more elements come. */
  default void filled() {}
}
