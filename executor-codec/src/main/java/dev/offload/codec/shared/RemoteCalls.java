package dev.offload.codec.shared;

import dev.offload.TaskTransferException;
import dev.offload.codec.Encoded;
import dev.offload.spi.shared.Call;
import dev.offload.spi.shared.Caller;
import dev.offload.spi.shared.Request;
import dev.offload.spi.shared.SharedSpace;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are answered here, in the JVM of the executor; answers go by whatever thread brings them about.
 */
public final class RemoteCalls implements Calls {
  /** More than the threads of a JVM, virtual ones too, are likely to be waiting at once. */
  private static final int MAX_OPEN = 100_000;
  private static final Encoded NOTHING = Encoded.of(new byte[0]);

  private final Object owner;
  private final Supplier<SharedSpace> space;
  private final Supplier<SharedCodec> codec;
  private final Transport transport;
  private final Map<Long, Open> open = new ConcurrentHashMap<>();
  private volatile @Nullable SharedSpace used;

  /**
   * Answers over {@code transport}. Locks and the like that are got here belong to {@code owner}, which equals that of no other door.
   * {@code space} and {@code codec} are asked when the first question comes, and have the same answer each time.
   */
  public RemoteCalls(Object owner, Supplier<SharedSpace> space, Supplier<SharedCodec> codec, Transport transport) {
    this.owner = owner;
    this.space = space;
    this.codec = codec;
    this.transport = transport;
  }

  /** What leads to who asks. The arrays in an {@link Encoded} are lent: they are copied on their way. */
  public interface Transport {
    /** Sends an answer, to {@link RemoteDoor#onAnswer}. Called by any thread; must not block. */
    void answer(long number, AnswerKind kind, Encoded body);
  }

  private record Open(long object, Call call) {}

  @Override
  public void ask(long number, Question question, Encoded request) throws BadMessageException {
    if (open.size() >= MAX_OPEN) {
      throw new BadMessageException("it asks shared objects and does not wait for the answers: " + MAX_OPEN + " calls are open");
    }
    Request<?, ?> asked = tryDecode(number, request);
    if (asked == null) {
      // It was told why.
      return;
    }
    Call call = new Call(asked, new Caller(owner, question.thread()), done -> answer(number, done));
    if (open.putIfAbsent(number, new Open(question.object(), call)) != null) {
      throw new BadMessageException("it asks shared objects twice by the number " + number);
    }
    SharedSpace objects = space.get();
    used = objects;
    objects.submit(question.object(), call, question.mayWait());
  }

  @Override
  public void onLost(long number) {
    fail(number, noRoom());
  }

  static TaskTransferException noRoom() {
    return new TaskTransferException("the request to a shared object does not fit into the memory of the executor's JVM", null);
  }

  @Override
  public void withdraw(long number) {
    Open withdrawn = open.get(number);
    SharedSpace objects = used;
    if (withdrawn != null && objects != null && objects.withdraw(withdrawn.object(), withdrawn.call())) {
      open.remove(number);
      transport.answer(number, AnswerKind.WITHDRAWN, NOTHING);
    }
  }

  @Override
  public void forget() {
    SharedSpace objects = used;
    if (objects != null) {
      objects.forget(owner);
    }
  }

  @Override
  public void leave(boolean atWork) {
    SharedSpace objects = used;
    if (objects != null) {
      objects.leave(owner, atWork);
    }
  }

  private @Nullable Request<?, ?> tryDecode(long number, Encoded request) throws BadMessageException {
    try {
      return Objects.requireNonNull(codec.get().request(request));
    } catch (TaskTransferException e) {
      fail(number, e);
      return null;
    } catch (ClassCastException | NullPointerException e) {
      throw new BadMessageException("it asks a shared object for what is no request");
    }
  }

  private void answer(long number, Call done) {
    open.remove(number);
    Throwable failure = done.failure();
    if (failure != null) {
      fail(number, failure);
    } else if (done.answer() == Request.WAIT) {
      transport.answer(number, AnswerKind.NOT_NOW, NOTHING);
    } else {
      succeed(number, done.answer());
    }
  }

  private void succeed(long number, @Nullable Object answer) {
    Encoded encoded;
    try {
      encoded = codec.get().encode(answer);
    } catch (Throwable e) {
      fail(number, e);
      return;
    }
    transport.answer(number, AnswerKind.DONE, encoded);
  }

  private void fail(long number, Throwable failure) {
    transport.answer(number, AnswerKind.FAILED, codec.get().encodeFailure(failure));
  }
}
