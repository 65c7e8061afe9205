package dev.offload.cluster;

import dev.offload.cluster.wire.ElementsHead;
import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.MessageType;
import dev.offload.cluster.wire.ProgressHead;
import dev.offload.cluster.wire.TaskHead;
import dev.offload.codec.world.ClassWorld;
import dev.offload.codec.world.EncodedElements;
import dev.offload.spi.Elements;
import dev.offload.spi.Job;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The job that a worker has, and what its session has said of it. The worker guards it. */
final class Sent {
  final long id;
  final Job<?> job;
  private final Object payload;
  private final @Nullable SentElements elements;
  private boolean isBegun;
  private boolean isEnded;
  private long progressSaid;

  /** {@code report} is told of elements, if it stands for some. */
  Sent(long id, Job<?> job, SentElements.Report report) {
    this.id = id;
    this.job = job;
    this.payload = job.payload();
    this.elements = payload instanceof EncodedElements encoded ? SentElements.of(job, encoded.world(), report) : null;
  }

  ClassWorld world() {
    return payload instanceof EncodedElements many ? many.world() : ((Parcel) payload).world();
  }

  /** The elements that it stands for. */
  SentElements elements() {
    return Objects.requireNonNull(elements, "it is one task");
  }

  /** What brings it to the session. */
  Message message(long session) {
    if (payload instanceof EncodedElements encoded) {
      Elements<?> all = Objects.requireNonNull(job.elements());
      byte[] head = new ElementsHead(world().id(), all.number(), all.count(), job.givenName().orElse(""),
          encoded.arguments(all.from(), all.count())).toBytes();
      return new Message(MessageType.ELEMENTS, session, id, head, encoded.code());
    }
    byte[] head = new TaskHead(world().id(), job.attempt(), job.name()).toBytes();
    return new Message(MessageType.TASK, session, id, head, ((Parcel) payload).call());
  }

  /** Nobody will say any more of its elements what has not begun. */
  void endQuestions() {
    if (elements != null) {
      elements.endQuestions();
    }
  }

  /** False if that is known, or the job has ended. */
  boolean tryBegin() {
    boolean news = !isBegun && !isEnded;
    isBegun = true;
    return news;
  }

  void end() {
    isEnded = true;
  }

  boolean hasBegun() {
    return isBegun;
  }

  /** What was said before may come after. */
  void progress(ProgressHead head) {
    if (head.number() > progressSaid) {
      progressSaid = head.number();
      job.progress(head.progress());
    }
  }
}
