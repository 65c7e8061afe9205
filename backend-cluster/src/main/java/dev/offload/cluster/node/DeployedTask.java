package dev.offload.cluster.node;

import java.util.List;
import java.util.Map;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.compute.ComputeJob;
import org.apache.ignite.compute.ComputeJobResult;
import org.apache.ignite.compute.ComputeJobResultPolicy;
import org.apache.ignite.compute.ComputeTask;
import org.apache.ignite.internal.util.lang.GridPeerDeployAware;
import org.jspecify.annotations.Nullable;

/**
 * One job for one node, run there with a context class loader that finds what {@code loader} finds here. The only place that rests on an
 * internal interface of the engine: there is no public way to say whose classes a job is of.
 */
public final class DeployedTask implements ComputeTask<Void, byte[]>, GridPeerDeployAware {
  private static final long serialVersionUID = 1L;

  private final transient ComputeJob job;
  private final transient ClassLoader loader;

  private DeployedTask(ComputeJob job, ClassLoader loader) {
    this.job = job;
    this.loader = loader;
  }

  /** One that begins a session. */
  public static DeployedTask ofSession(byte[] order, ClassLoader home) {
    return new DeployedTask(new SessionJob(order), home);
  }

  /** One that makes a class loader known to the sessions of an executor. */
  public static DeployedTask ofWorld(byte[] order, ClassLoader world) {
    return new DeployedTask(new WorldJob(order), world);
  }

  @Override
  public Map<? extends ComputeJob, ClusterNode> map(List<ClusterNode> nodes, @Nullable Void argument) {
    return Map.of(job, nodes.get(0));
  }

  @Override
  public ComputeJobResultPolicy result(ComputeJobResult result, List<ComputeJobResult> received) {
    if (result.getException() != null) {
      // What becomes of the tasks is for the executor to decide: no other node gets the job.
      throw result.getException();
    }
    return ComputeJobResultPolicy.WAIT;
  }

  @Override
  public byte[] reduce(List<ComputeJobResult> results) throws IgniteException {
    return results.get(0).getData();
  }

  @Override
  public Class<?> deployClass() {
    return DeployedTask.class;
  }

  @Override
  public ClassLoader classLoader() {
    return loader;
  }
}
