package dev.offload.cluster;

import dev.offload.cluster.wire.SessionEnd;
import dev.offload.cluster.wire.WireCodec;
import dev.offload.spi.Exit;
import java.util.Objects;
import org.apache.ignite.IgniteClientDisconnectedException;
import org.apache.ignite.cluster.ClusterTopologyException;
import org.apache.ignite.compute.ComputeExecutionRejectedException;
import org.apache.ignite.compute.ComputeTaskCancelledException;
import org.apache.ignite.internal.util.typedef.X;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;

/**
 * How a session ended, or why there was none.
 *
 * @param isOfCluster whether this JVM has lost the cluster as a whole
 * @param isForWantOfNode whether its node is gone, or takes nobody in any more: that is nothing against another one
 * @param initializerFailure the encoded failure of the initializer, if it was for that
 */
record Ending(Exit exit, boolean isOfCluster, boolean isForWantOfNode, byte @Nullable [] initializerFailure) {
  /** One with a story of its own. */
  static Ending of(String story) {
    return new Ending(Exit.of(story), false, false, null);
  }

  /** That of a session whose job is done. */
  static Ending of(Place ended, IgniteFuture<byte[]> done) {
    try {
      SessionEnd end = (SessionEnd) Objects.requireNonNull(WireCodec.fromBytes(done.get()));
      Exit exit = end.exit();
      Exit there = new Exit("on " + ended.nodeName() + ": " + exit.story(), exit.pid(), exit.code());
      return new Ending(there, false, false, end.initializerFailure());
    } catch (RuntimeException e) {
      return of(e, ended.nodeName());
    }
  }

  /** That which follows from a failure. */
  static Ending of(Throwable failure, String where) {
    boolean wantsNode = X.hasCause(failure, ClusterTopologyException.class, ComputeExecutionRejectedException.class);
    if (X.hasCause(failure, ComputeTaskCancelledException.class)) {
      return of("its session on " + where + " was cut off, because this JVM's node of the cluster stops");
    }
    if (failure instanceof IllegalStateException || X.hasCause(failure, IgniteClientDisconnectedException.class)) {
      return new Ending(Exit.of("this JVM has lost its connection to the cluster"), true, wantsNode, null);
    }
    String story = X.hasCause(failure, ClusterTopologyException.class) ? where + " has left the cluster" : "on " + where + ": " + failure;
    return new Ending(Exit.of(story), false, wantsNode, null);
  }
}
