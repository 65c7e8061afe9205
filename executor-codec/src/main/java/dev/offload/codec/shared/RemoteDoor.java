package dev.offload.codec.shared;

import dev.offload.codec.Encoded;
import dev.offload.spi.shared.Door;
import dev.offload.spi.shared.Items;
import dev.offload.spi.shared.Reply;
import dev.offload.spi.shared.Request;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way to shared objects that live in another JVM, behind its {@link RemoteCalls}. Any thread. */
public final class RemoteDoor implements Door {
  /** Stands for the answer that will never come. */
  private static final Object ABANDONED = new Object();

  private final Transport transport;
  private final Supplier<Means> source;
  private final AtomicLong calls = new AtomicLong();
  private final Map<Long, Reply> waiting = new ConcurrentHashMap<>();
  private volatile @Nullable Means means;
  private volatile @Nullable Supplier<? extends RuntimeException> abandoned;

  /** Asks over {@code transport}. {@code source} is asked when the first task uses a shared object, by several at a time perhaps. */
  public RemoteDoor(Transport transport, Supplier<Means> source) {
    this.transport = transport;
    this.source = source;
  }

  /**
   * What only a JVM needs whose tasks use shared objects.
   *
   * @param items how values lie in the objects
   */
  public record Means(SharedCodec codec, Items items) {}

  /**
   * What leads to the objects. Called by the thread that asks, which also gets what is thrown. The arrays in an {@link Encoded} are lent:
   * they are copied on their way.
   */
  public interface Transport {
    /** Sends a question; the answer comes by {@link RemoteDoor#onAnswer}. */
    void ask(long number, Question question, Encoded request);

    /** Says that a question need not be answered any more. It is answered all the same, unless it has been already. */
    void withdraw(long number);
  }

  /** An answer, as it came. */
  private record Answer(AnswerKind kind, Encoded body) {}

  /** An answer for which there was no memory. */
  private record Lost(String message) {}

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
    long number = enter(reply);
    try {
      send(number, object, request, true);
      return opened(reply.await(timeoutNanos, () -> tryWithdraw(number, reply)));
    } finally {
      waiting.remove(number);
    }
  }

  @Override
  public @Nullable Object ask(long object, Request<?, ?> request) {
    return ask(object, request, true);
  }

  /** Takes an answer, and its body over. One to a call that nobody waits for is dropped. */
  public void onAnswer(long number, AnswerKind kind, Encoded body) {
    tell(number, new Answer(kind, body));
  }

  /** There was no memory to read the answer: who waits for it gets an {@link OutOfMemoryError} with this message. */
  public void onLost(long number, String message) {
    tell(number, new Lost(message));
  }

  /**
   * There will be no more answers: each call that waits, and each later one, fails with what {@code why} makes in the thread that asks. The
   * first reason is the one that counts.
   */
  public void abandon(Supplier<? extends RuntimeException> why) {
    synchronized (this) {
      abandoned = abandoned == null ? why : abandoned;
    }
    waiting.keySet().forEach(number -> tell(number, ABANDONED));
  }

  private @Nullable Object ask(long object, Request<?, ?> request, boolean mayWait) {
    Reply reply = new Reply();
    long number = enter(reply);
    try {
      send(number, object, request, mayWait);
      return opened(reply.await());
    } finally {
      waiting.remove(number);
    }
  }

  private long enter(Reply reply) {
    long number = calls.incrementAndGet();
    waiting.put(number, reply);
    return number;
  }

  private void send(long number, long object, Request<?, ?> request, boolean mayWait) {
    // It was entered before: whoever abandons this door from here on finds it.
    ensureNotAbandoned();
    Encoded encoded = means().codec().encode(request);
    transport.ask(number, new Question(object, Thread.currentThread().getId(), mayWait), encoded);
  }

  private void tell(long number, Object told) {
    // Once: a reply is for one answer. It may be gone with its thread.
    Reply reply = waiting.remove(number);
    if (reply != null) {
      reply.succeed(told);
    }
  }

  /** Waits for the word on that: if the call is done meanwhile, that is its answer. */
  private boolean tryWithdraw(long number, Reply reply) {
    transport.withdraw(number);
    return reply.await() instanceof Answer told && told.kind() == AnswerKind.WITHDRAWN;
  }

  /** In the thread that asked: what is sent of shared objects must not keep it from being read. */
  private @Nullable Object opened(@Nullable Object told) {
    if (told == ABANDONED) {
      ensureNotAbandoned();
    }
    if (told instanceof Lost lost) {
      throw new OutOfMemoryError(lost.message());
    }
    return told instanceof Answer answer ? valueOf(answer) : told;
  }

  private @Nullable Object valueOf(Answer told) {
    if (told.kind() == AnswerKind.FAILED) {
      Reply.rethrow(means().codec().failure(told.body()));
    }
    return told.kind() == AnswerKind.DONE ? means().codec().answer(told.body()) : Request.WAIT;
  }

  private void ensureNotAbandoned() {
    Supplier<? extends RuntimeException> why = abandoned;
    if (why != null) {
      throw why.get();
    }
  }

  private Means means() {
    Means known = means;
    if (known == null) {
      known = source.get();
      means = known;
    }
    return known;
  }
}
