package dev.offload.cluster.node;

import com.google.common.base.Throwables;
import dev.offload.cluster.wire.ElementsHead;
import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.MessageType;
import dev.offload.cluster.wire.Numbers;
import dev.offload.cluster.wire.Outcomes;
import dev.offload.codec.Codec;
import dev.offload.codec.CodecBatch;
import dev.offload.codec.DecodedCode;
import dev.offload.codec.Encoded;
import dev.offload.spi.StandIn;
import dev.offload.spi.TaskCall;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs elements of a map one after another, as long as they are not taken back, and tells what became of each: at once where they take
 * long, many together where they do not.
 */
final class ElementsCall implements Callable<@Nullable Object> {
  private static final long LATER_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
  private static final int MANY_BYTES = 1 << 15;

  private final ElementsHead head;
  private final Encoded encodedCode;
  private final Codec codec;
  private final Consumer<Message> way;
  private final long session;
  private final long task;

  // Of the thread that runs them.
  private @Nullable DecodedCode code;
  private @Nullable Throwable trouble;
  private boolean isShared;

  // Guarded by this.
  private final Outcomes outcomes = new Outcomes();
  private int begun;
  private int told;
  private int limit;
  private long toldNanos = System.nanoTime();

  ElementsCall(ElementsHead head, Encoded code, Codec codec, long session, long task, Consumer<Message> way) {
    this.head = head;
    this.encodedCode = code;
    this.codec = codec;
    this.session = session;
    this.task = task;
    this.way = way;
    this.limit = head.count();
  }

  @Override
  public @Nullable Object call() {
    try (CodecBatch batch = codec.openBatch()) {
      // Ahead of the code: whoever takes his time over that is at an element, or none would ever end.
      int first = tryBegin();
      decodeCode();
      for (int index = first; index >= 0; index = tryBegin()) {
        perform(index, batch);
        // Whatever interrupt there was, it was for this element: when all are to end none is left to begin.
        Thread.interrupted();
      }
    }
    tell();
    return null;
  }

  private synchronized int tryBegin() {
    return begun < limit ? begun++ : -1;
  }

  /** Begins no more of them, but one; returns how many it has begun or will. */
  synchronized int takeBack() {
    limit = Math.min(limit, Math.max(1, begun));
    return limit;
  }

  /** Begins none of them any more. */
  synchronized void stop() {
    limit = begun;
  }

  /** How many have run or will. */
  synchronized int count() {
    return limit;
  }

  private void decodeCode() {
    try {
      code = newCode();
      isShared = code.isUnchanging();
    } catch (Throwable e) {
      // Each element fails of it.
      trouble = e;
    }
  }

  /** What the code has captured is each element's own, as it is a task's: it may change it. */
  private DecodedCode newCode() {
    return codec.decodeCode(new Encoded(encodedCode.inline(), encodedCode.segments().stream().map(byte[]::clone).toList()));
  }

  private void perform(int index, CodecBatch batch) {
    byte[] failure;
    try {
      Object result = StandIn.callOneOfMany(head.nameOf(index), () -> next(index, batch).call());
      if (!batch.tryEncodeResult(result, (bytes, offset, length) -> add(false, bytes, offset, length))) {
        addLarge(index, codec.encodeLentResult(result));
      }
      return;
    } catch (Throwable e) {
      // Rule R3: whatever a task throws ends in its future.
      failure = codec.encodeFailure(e);
    }
    add(true, failure, 0, failure.length);
  }

  private TaskCall<?> next(int index, CodecBatch batch) throws Exception {
    ByteBuffer arguments = head.arguments();
    int length = arguments.getInt();
    int offset = arguments.position();
    arguments.position(offset + length);
    if (code == null) {
      Throwable why = trouble;
      Throwables.throwIfInstanceOf(why, Exception.class);
      throw (Error) why;
    }
    return batch.decodeCall(isShared || index == 0 ? code : newCode(), arguments.array(), offset, length);
  }

  private synchronized void add(boolean threw, byte[] bytes, int offset, int length) {
    outcomes.add(threw, bytes, offset, length);
    if (outcomes.length() >= MANY_BYTES || System.nanoTime() - toldNanos > LATER_NANOS) {
      tell();
    }
  }

  private synchronized void addLarge(int index, Encoded result) {
    tell();
    way.accept(new Message(MessageType.LARGE_OUTCOME, session, task, Numbers.toBytes(index), result));
    told++;
  }

  /** Tells what is known: also for a thread that looks after the one that runs them. */
  synchronized void tell() {
    toldNanos = System.nanoTime();
    if (outcomes.count() > 0) {
      int first = told;
      told += outcomes.count();
      way.accept(new Message(MessageType.OUTCOMES, session, task, Numbers.toBytes(first), Encoded.of(outcomes.take())));
    }
  }
}
