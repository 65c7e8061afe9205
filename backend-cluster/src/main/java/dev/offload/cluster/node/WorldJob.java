package dev.offload.cluster.node;

import dev.offload.cluster.wire.WireCodec;
import java.util.Objects;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.apache.ignite.compute.ComputeJob;
import org.apache.ignite.compute.ComputeTaskSession;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.apache.ignite.resources.TaskSessionResource;
import org.jspecify.annotations.Nullable;

/** Keeps the class loader with which it is run, for the tasks that are to follow. */
final class WorldJob implements ComputeJob {
  private static final long serialVersionUID = 1L;

  private final byte[] order;

  @IgniteInstanceResource
  private transient @Nullable Ignite ignite;

  @TaskSessionResource
  private transient @Nullable ComputeTaskSession task;

  WorldJob(byte[] order) {
    this.order = order;
  }

  @Override
  public byte[] execute() {
    WorldOrder world = (WorldOrder) Objects.requireNonNull(WireCodec.fromBytes(order));
    UUID client = Objects.requireNonNull(task).getTaskNodeId();
    Guest.learn(Objects.requireNonNull(ignite), client, world, Thread.currentThread().getContextClassLoader());
    return new byte[0];
  }

  @Override
  public void cancel() {
    // It takes no time.
  }
}
