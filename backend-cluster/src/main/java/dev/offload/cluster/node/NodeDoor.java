package dev.offload.cluster.node;

import dev.offload.codec.Encoded;
import dev.offload.codec.PackedItems;
import dev.offload.codec.shared.AnswerKind;
import dev.offload.codec.shared.BadMessageException;
import dev.offload.codec.shared.Question;
import dev.offload.codec.shared.RemoteDoor;
import dev.offload.codec.shared.SharedCodec;
import dev.offload.spi.shared.Doors;
import dev.offload.spi.shared.Relay;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door of this node to the shared objects of one executor, for tasks that run on threads of it. */
final class NodeDoor implements RemoteDoor.Transport {
  private static final Logger LOGGER = LoggerFactory.getLogger(NodeDoor.class);

  private final long key;
  private final Relay.Asker asker;
  private final RemoteDoor door;

  private NodeDoor(Guest guest, Relay relay, int maxMessageBytes) {
    this.key = relay.key();
    this.door = new RemoteDoor(this, () -> new RemoteDoor.Means(
        new SharedCodec(maxMessageBytes, guest.world(0).codec()),
        new PackedItems(value -> EncodedCall.worldHere(), number -> guest.world(number).codec())));
    this.asker = relay.enter(this::onAnswer);
  }

  /** Opens it, unless the executor is in this JVM and its objects are found without. */
  static NodeDoor open(Guest guest, Relay relay, int maxMessageBytes) {
    NodeDoor opened = new NodeDoor(guest, relay, maxMessageBytes);
    Doors.openElsewhere(opened.key, opened.door);
    return opened;
  }

  void close() {
    Doors.close(key, door);
    door.abandon(Doors::unreachable);
  }

  @Override
  public void ask(long number, Question question, Encoded request) {
    asker.ask(number, question.toBytes(), request.inline(), request.segments());
  }

  @Override
  public void withdraw(long number) {
    asker.withdraw(number);
  }

  private void onAnswer(long number, byte[] kind, byte[] answer, List<byte[]> segments) {
    try {
      door.onAnswer(number, AnswerKind.from(kind), new Encoded(answer, segments));
    } catch (BadMessageException e) {
      LOGGER.error("an answer of a shared object cannot be read", e);
    }
  }
}
