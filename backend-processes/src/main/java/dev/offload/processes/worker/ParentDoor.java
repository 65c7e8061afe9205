package dev.offload.processes.worker;

import dev.offload.codec.Encoded;
import dev.offload.codec.PackedItems;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.SharedAnswerKind;
import dev.offload.processes.wire.SharedCallHead;
import dev.offload.processes.wire.WireException;
import dev.offload.spi.shared.Door;
import dev.offload.spi.shared.Items;
import dev.offload.spi.shared.Reply;
import dev.offload.spi.shared.Request;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The way to the shared objects of the executor, which live in the parent. Called from any thread. */
final class ParentDoor implements Door {
  private final FrameChannel channel;
  private final ParentClasses classes;
  private final int maxMessageBytes;
  private final Runnable onAsk;
  private final AtomicLong calls = new AtomicLong();
  private final Map<Long, Reply> waiting = new ConcurrentHashMap<>();
  private volatile @Nullable Means means;

  /** Asks over {@code channel}, and calls {@code onAsk} each time: the answer has to be read though the task thread waits for it. */
  ParentDoor(FrameChannel channel, ParentClasses classes, int maxMessageBytes, Runnable onAsk) {
    this.channel = channel;
    this.classes = classes;
    this.maxMessageBytes = maxMessageBytes;
    this.onAsk = onAsk;
  }

  /** What only a worker needs whose tasks use shared objects. */
  private record Means(SharedCodec codec, Items items) {}

  /** An answer, as it came. */
  private record Answer(SharedAnswerKind kind, Frame frame) {}

  @Override
  public Items items() {
    return means().items();
  }

  @Override
  public @Nullable Object call(long object, Request<?, ?> request, long timeoutNanos) throws InterruptedException {
    if (timeoutNanos <= 0) {
      return ask(object, request, false);
    }
    Reply reply = new Reply();
    long id = calls.incrementAndGet();
    waiting.put(id, reply);
    try {
      send(id, object, request, true);
      return opened(reply.await(timeoutNanos, () -> tryWithdraw(id, reply)));
    } finally {
      waiting.remove(id);
    }
  }

  @Override
  public @Nullable Object ask(long object, Request<?, ?> request) {
    return ask(object, request, true);
  }

  private @Nullable Object ask(long object, Request<?, ?> request, boolean mayWait) {
    Reply reply = new Reply();
    long id = calls.incrementAndGet();
    waiting.put(id, reply);
    try {
      send(id, object, request, mayWait);
      return opened(reply.await());
    } finally {
      waiting.remove(id);
    }
  }

  private void send(long id, long object, Request<?, ?> request, boolean mayWait) {
    byte[] head = new SharedCallHead(object, Thread.currentThread().getId(), mayWait).toBytes();
    Encoded encoded = means().codec().encode(request);
    send(Frame.of(FrameType.SHARED_CALL, id, head, encoded.inline(), encoded.segments()));
  }

  /** Takes what the parent sent; for the thread that reads the channel. */
  void onAnswer(Frame frame) throws WireException {
    SharedAnswerKind kind = SharedAnswerKind.from(frame.head());
    Reply reply = waiting.get(frame.id());
    // It may be gone with its thread.
    if (reply != null) {
      reply.succeed(new Answer(kind, frame));
    }
  }

  /** Waits for the word on that: if the call is done meanwhile, that is its answer. */
  private boolean tryWithdraw(long id, Reply reply) {
    send(Frame.of(FrameType.SHARED_WITHDRAWAL, id));
    return reply.await() instanceof Answer told && told.kind() == SharedAnswerKind.WITHDRAWN;
  }

  /** In the thread that asked: what the parent sends of shared objects must not keep it from being read. */
  private @Nullable Object opened(@Nullable Object answer) {
    return answer instanceof Answer told ? valueOf(told) : answer;
  }

  private @Nullable Object valueOf(Answer told) {
    if (told.frame().lost()) {
      throw new OutOfMemoryError("the answer of a shared object does not fit into the worker's heap; raise processes.heapMb");
    }
    if (told.kind() == SharedAnswerKind.FAILED) {
      Reply.rethrow(classes.world(0).codec().decodeFailure(told.frame().body()));
    }
    return told.kind() == SharedAnswerKind.DONE ? means().codec().answer(told.frame()) : Request.WAIT;
  }

  private Means means() {
    Means known = means;
    if (known == null) {
      known = new Means(new SharedCodec(maxMessageBytes), new PackedItems(value -> classes.current(), id -> classes.world(id).codec()));
      means = known;
    }
    return known;
  }

  private void send(Frame frame) {
    channel.send(frame);
    onAsk.run();
  }
}
