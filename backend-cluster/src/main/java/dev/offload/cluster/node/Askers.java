package dev.offload.cluster.node;

import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.MessageType;
import dev.offload.cluster.wire.SharedHead;
import dev.offload.cluster.wire.Topics;
import dev.offload.codec.Encoded;
import dev.offload.spi.shared.Relay;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteBiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those on a node who ask for the shared objects of one executor, and the way of their questions to it. Any thread. */
final class Askers {
  private static final Logger LOGGER = LoggerFactory.getLogger(Askers.class);
  private static final byte[] NOTHING = {};

  private final Ignite ignite;
  private final String topic;
  private final long key;
  private final Consumer<Message> way;
  private final Map<Long, Relay.Answers> present = new ConcurrentHashMap<>();
  private final IgniteBiPredicate<UUID, byte[]> listener = this::hear;

  /** Questions go by {@code way}. */
  Askers(Ignite ignite, UUID executor, long key, Consumer<Message> way) {
    this.ignite = ignite;
    this.topic = Topics.ofAskers(executor, ignite.cluster().localNode().id());
    this.key = key;
    this.way = way;
  }

  void open() {
    ignite.message().localListen(topic, listener);
  }

  void close() {
    try {
      ignite.message().stopLocalListen(topic, listener);
    } catch (IllegalStateException e) {
      LOGGER.debug("the node has stopped meanwhile", e);
    }
  }

  /** The way for JVMs of one session; 0 stands for the node itself, with all sessions that are threads of it. */
  Relay relayOf(long session) {
    return new Relay() {
      @Override
      public long key() {
        return key;
      }

      @Override
      public Asker enter(Answers answers) {
        long asker = ThreadLocalRandom.current().nextLong();
        present.put(asker, answers);
        return new Line(asker, session);
      }
    };
  }

  private boolean hear(UUID node, byte[] bytes) {
    Message message = Message.from(bytes);
    Relay.Answers answers = present.get(message.session());
    if (answers != null) {
      answers.answer(message.task(), message.head(), message.body().inline(), message.body().segments());
    }
    return true;
  }

  private final class Line implements Relay.Asker {
    private final long asker;
    private final long session;
    private final AtomicLong said = new AtomicLong();

    Line(long asker, long session) {
      this.asker = asker;
      this.session = session;
    }

    @Override
    public void ask(long number, byte[] question, byte[] request, List<byte[]> segments) {
      way.accept(new Message(MessageType.SHARED_QUESTION, session, number, head(question), new Encoded(request, segments)));
    }

    @Override
    public void withdraw(long number) {
      way.accept(Message.of(MessageType.SHARED_WITHDRAWAL, session, number, head(NOTHING)));
    }

    @Override
    public void leave(boolean atWork) {
      present.remove(asker);
      way.accept(Message.of(MessageType.SHARED_LEAVE, session, 0, head(new byte[] {(byte) (atWork ? 1 : 0)})));
    }

    private byte[] head(byte[] rest) {
      return new SharedHead(asker, said.incrementAndGet(), rest).toBytes();
    }
  }
}
