package dev.offload.codec.shared;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.codec.Encoded;
import dev.offload.codec.PackedItems;
import dev.offload.shared.SharedObjects;
import dev.offload.spi.shared.Doors;
import dev.offload.spi.shared.Items;
import dev.offload.spi.shared.SharedSpace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.function.Executable;

/** A transport without a way: a door, and the calls behind it, in one JVM. What goes over it is copied. */
final class Line implements RemoteDoor.Transport, RemoteCalls.Transport, AutoCloseable {
  private static final AtomicLong KEYS = new AtomicLong(1_000_000);
  private static final int MAX_BYTES = 1 << 20;
  private static final Codec CODEC = new Codec(CodecOptions.defaults(), Line.class.getClassLoader());

  final RemoteDoor door = new RemoteDoor(this, this::newMeans);
  final RemoteCalls calls;
  final AtomicInteger meansMade = new AtomicInteger();
  final Map<Long, Asked> open = new ConcurrentHashMap<>();
  final List<AnswerKind> answers = new CopyOnWriteArrayList<>();
  volatile Runnable aheadOfWithdrawals = () -> { };
  volatile boolean silent;
  private final long key = KEYS.incrementAndGet();
  private volatile boolean recordsOnly;

  Line(SharedSpace space, Object owner) {
    SharedCodec codec = newCodec(MAX_BYTES);
    calls = new RemoteCalls(owner, () -> space, () -> codec, this);
    Doors.open(key, door);
  }

  /** A question, as it went over. */
  record Asked(long number, byte[] question, Encoded request) {}

  private static final class Recorded extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static SharedCodec newCodec(int maxBytes) {
    return new SharedCodec(maxBytes, CODEC);
  }

  static Items newItems() {
    return new PackedItems(value -> 0, world -> CODEC);
  }

  /** The objects, as they are seen from behind the door. */
  SharedObjects shared() {
    return SharedSpace.objectsOf(key);
  }

  /** What {@code use} would have sent. */
  Asked record(Executable use) {
    recordsOnly = true;
    assertThrows(Recorded.class, use);
    recordsOnly = false;
    Asked recorded = open.values().iterator().next();
    open.clear();
    return recorded;
  }

  @Override
  public void ask(long number, Question question, Encoded request) {
    open.put(number, new Asked(number, question.toBytes(), copy(request)));
    if (recordsOnly) {
      throw new Recorded();
    }
    try {
      calls.ask(number, Question.from(question.toBytes()), copy(request));
    } catch (BadMessageException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void withdraw(long number) {
    aheadOfWithdrawals.run();
    calls.withdraw(number);
  }

  @Override
  public void answer(long number, AnswerKind kind, Encoded body) {
    answers.add(kind);
    if (silent) {
      return;
    }
    open.remove(number);
    try {
      door.onAnswer(number, AnswerKind.from(kind.toBytes()), copy(body));
    } catch (BadMessageException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    Doors.close(key);
  }

  private RemoteDoor.Means newMeans() {
    meansMade.incrementAndGet();
    return new RemoteDoor.Means(newCodec(MAX_BYTES), newItems());
  }

  private static Encoded copy(Encoded message) {
    return new Encoded(message.inline().clone(), message.segments().stream().map(byte[]::clone).toList());
  }
}
