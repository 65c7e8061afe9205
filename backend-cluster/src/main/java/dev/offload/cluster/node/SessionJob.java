package dev.offload.cluster.node;

import dev.offload.cluster.wire.SessionEnd;
import dev.offload.cluster.wire.SessionOrder;
import dev.offload.cluster.wire.Topics;
import dev.offload.cluster.wire.WireCodec;
import java.util.Objects;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.apache.ignite.compute.ComputeJob;
import org.apache.ignite.compute.ComputeJobContext;
import org.apache.ignite.compute.ComputeJobMasterLeaveAware;
import org.apache.ignite.compute.ComputeTaskSession;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.apache.ignite.resources.JobContextResource;
import org.apache.ignite.resources.TaskSessionResource;
import org.jspecify.annotations.Nullable;

/** A session as the engine sees it: a job that takes a slot for its whole life, and no thread. Its result is a {@link SessionEnd}. */
final class SessionJob implements ComputeJob, ComputeJobMasterLeaveAware {
  private static final long serialVersionUID = 1L;

  private final byte[] order;

  @IgniteInstanceResource
  private transient @Nullable Ignite ignite;

  @JobContextResource
  private transient @Nullable ComputeJobContext context;

  @TaskSessionResource
  private transient @Nullable ComputeTaskSession task;

  // Guarded by this.
  private transient @Nullable SessionOrder decoded;
  private transient @Nullable Session session;
  private transient @Nullable SessionEnd end;
  private transient @Nullable String left;

  SessionJob(byte[] order) {
    this.order = order;
  }

  /** Tells whether nobody wants it any more. */
  boolean isGivenUp() {
    SessionOrder what = decoded();
    return Sessions.isGivenUp(Topics.ofSession(what.executor(), what.session()));
  }

  private synchronized SessionOrder decoded() {
    SessionOrder known = decoded;
    if (known == null) {
      known = (SessionOrder) Objects.requireNonNull(WireCodec.fromBytes(order));
      decoded = known;
    }
    return known;
  }

  /** Called twice: to begin, and when the session has ended. */
  @Override
  public byte @Nullable [] execute() {
    SessionEnd known = end();
    if (known == null && isGivenUp()) {
      known = SessionEnd.GIVEN_UP;
    }
    if (known != null) {
      return WireCodec.toBytes(known);
    }
    ComputeJobContext own = Objects.requireNonNull(context);
    own.holdcc();
    try {
      begin(own);
    } catch (Throwable e) {
      // Nobody else would give back the slot.
      resume(SessionEnd.of("its node could not begin it: " + e), own);
    }
    return null;
  }

  private void begin(ComputeJobContext own) {
    UUID client = Objects.requireNonNull(task).getTaskNodeId();
    SessionOrder what = decoded();
    Session begun = new Session(what, Guest.enter(Objects.requireNonNull(ignite), client, what), how -> resume(how, own));
    String why;
    synchronized (this) {
      session = begun;
      why = left;
    }
    if (why != null) {
      begun.end(SessionEnd.of(why));
    }
    begun.begin();
  }

  private synchronized @Nullable SessionEnd end() {
    return end;
  }

  private void resume(SessionEnd how, ComputeJobContext own) {
    synchronized (this) {
      end = how;
    }
    own.callcc();
  }

  /** Its executor does not want it any more, or the node stops. */
  @Override
  public void cancel() {
    leave("it was given up, or its node is stopping");
  }

  @Override
  public void onMasterNodeLeft(ComputeTaskSession ofTask) {
    leave("its executor is gone");
  }

  private void leave(String why) {
    Session begun;
    synchronized (this) {
      left = why;
      begun = session;
    }
    if (begun != null) {
      begun.end(SessionEnd.of(why));
    }
  }
}
