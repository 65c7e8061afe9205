package dev.offload.cluster.wire;

import dev.offload.codec.Encoded;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a session is to be.
 *
 * @param executor whose it is
 * @param session its number there
 * @param stay how many times the executor has had sessions on the node, and then none, before this one
 * @param topology the version of the cluster's topology that its node was chosen by, or an earlier one
 * @param worker the number of the worker that it is to its executor
 * @param workers how many workers the executor may have
 * @param backend the backend that is to run the tasks
 * @param options options of that backend, with its name in front
 * @param initializer what runs ahead of the first task, encoded as a call; of no bytes if there is nothing
 * @param sharedKey what its shared objects are called
 * @param capturesOutput whether the executor wants to have what is printed
 * @param maxMessageBytes how long a task or result may be
 * @param allowedClasses what may travel; empty: everything
 */
public record SessionOrder(
    UUID executor,
    long session,
    long stay,
    long topology,
    int worker,
    int workers,
    String backend,
    Map<String, String> options,
    Encoded initializer,
    long sharedKey,
    boolean capturesOutput,
    int maxMessageBytes,
    List<String> allowedClasses) {
  /** Tells whether tasks run on threads of the node itself. */
  public boolean isOnThreads() {
    return backend.equals("threads");
  }

  /** Tells whether something runs ahead of the first task. */
  public boolean hasInitializer() {
    return initializer.inline().length > 0;
  }
}
