package dev.offload.cluster;

import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.MessageType;
import dev.offload.cluster.wire.SharedHead;
import dev.offload.cluster.wire.Topics;
import dev.offload.codec.Encoded;
import dev.offload.codec.shared.AnswerKind;
import dev.offload.codec.shared.BadMessageException;
import dev.offload.codec.shared.Question;
import dev.offload.codec.shared.RemoteCalls;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.ignite.IgniteException;
import org.apache.ignite.IgniteMessaging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one asker's questions to shared objects come in: in the order in which it asked, though messages overtake each other. */
final class SharedDesk implements RemoteCalls.Transport {
  private static final Logger LOGGER = LoggerFactory.getLogger(SharedDesk.class);

  private final UUID node;
  private final long session;
  private final long asker;
  private final IgniteMessaging messages;
  private final String topic;
  private final RemoteCalls calls;

  // Guarded by this.
  private final Map<Long, Runnable> early = new HashMap<>();
  private long heard;
  private boolean left;

  SharedDesk(ClusterExecutor executor, UUID node, long session, long asker) {
    this.node = node;
    this.session = session;
    this.asker = asker;
    this.messages = executor.ignite().message(executor.ignite().cluster().forNodeId(node));
    this.topic = Topics.ofAskers(executor.id(), node);
    this.calls = new RemoteCalls(this, executor::space, executor::sharedCodec, this);
  }

  UUID node() {
    return node;
  }

  long session() {
    return session;
  }

  synchronized void hear(Message message, SharedHead head) {
    early.put(head.sequence(), () -> handle(message, head));
    for (Runnable next = early.remove(heard + 1); next != null && !left; next = early.remove(heard + 1)) {
      heard++;
      next.run();
    }
  }

  private void handle(Message message, SharedHead head) {
    switch (message.type()) {
      case SHARED_QUESTION -> ask(message, head);
      case SHARED_WITHDRAWAL -> calls.withdraw(message.task());
      default -> leave(head.rest().length == 1 && head.rest()[0] == 1);
    }
  }

  private void ask(Message message, SharedHead head) {
    try {
      calls.ask(message.task(), Question.from(head.rest()), message.body());
    } catch (BadMessageException e) {
      LOGGER.error("node {} asks a shared object for what makes no sense", node, e);
    }
  }

  /** Whoever asked here is gone. */
  synchronized void leave(boolean atWork) {
    if (!left) {
      left = true;
      early.clear();
      calls.forget();
      calls.leave(atWork);
    }
  }

  @Override
  public void answer(long number, AnswerKind kind, Encoded body) {
    try {
      messages.send(topic, new Message(MessageType.SHARED_ANSWER, asker, number, kind.toBytes(), body).toBytes());
    } catch (IgniteException | IllegalStateException e) {
      LOGGER.debug("the answer of a shared object did not reach node {}, which is gone or going", node, e);
    }
  }
}
