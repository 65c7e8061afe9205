package dev.offload.processes.worker;

import dev.offload.codec.Encoded;
import dev.offload.codec.PackedItems;
import dev.offload.codec.shared.AnswerKind;
import dev.offload.codec.shared.BadMessageException;
import dev.offload.codec.shared.Question;
import dev.offload.codec.shared.RemoteDoor;
import dev.offload.codec.shared.SharedCodec;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.WireException;
import dev.offload.spi.shared.Door;

/** The frames of the way to the shared objects of the executor, which live in the parent. Called from any thread. */
final class ParentDoor implements RemoteDoor.Transport {
  private final FrameChannel channel;
  private final ParentClasses classes;
  private final int maxMessageBytes;
  private final Runnable onAsk;
  private final RemoteDoor door = new RemoteDoor(this, this::newMeans);

  /** Asks over {@code channel}, and calls {@code onAsk} each time: the answer has to be read though the task thread waits for it. */
  ParentDoor(FrameChannel channel, ParentClasses classes, int maxMessageBytes, Runnable onAsk) {
    this.channel = channel;
    this.classes = classes;
    this.maxMessageBytes = maxMessageBytes;
    this.onAsk = onAsk;
  }

  Door door() {
    return door;
  }

  @Override
  public void ask(long number, Question question, Encoded request) {
    send(Frame.of(FrameType.SHARED_CALL, number, question.toBytes(), request.inline(), request.segments()));
  }

  @Override
  public void withdraw(long number) {
    send(Frame.of(FrameType.SHARED_WITHDRAWAL, number));
  }

  /** Takes what the parent sent; for the thread that reads the channel. */
  void onAnswer(Frame frame) throws WireException {
    AnswerKind kind = kindOf(frame);
    if (frame.lost()) {
      door.onLost(frame.id(), "the answer of a shared object does not fit into the worker's heap; raise processes.heapMb");
    } else {
      door.onAnswer(frame.id(), kind, new Encoded(frame.body(), frame.segments()));
    }
  }

  private static AnswerKind kindOf(Frame frame) throws WireException {
    try {
      return AnswerKind.from(frame.head());
    } catch (BadMessageException e) {
      throw new WireException(e.getMessage());
    }
  }

  private RemoteDoor.Means newMeans() {
    SharedCodec codec = new SharedCodec(maxMessageBytes, classes.world(0).codec());
    return new RemoteDoor.Means(codec, new PackedItems(value -> classes.current(), id -> classes.world(id).codec()));
  }

  private void send(Frame frame) {
    channel.send(frame);
    onAsk.run();
  }
}
