package dev.offload.processes;

import dev.offload.TaskTransferException;
import dev.offload.codec.Encoded;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.SharedAnswerKind;
import dev.offload.processes.wire.SharedCallHead;
import dev.offload.processes.wire.WireException;
import dev.offload.spi.shared.Call;
import dev.offload.spi.shared.Caller;
import dev.offload.spi.shared.Request;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where one child's calls to shared objects come in. It is the worker that owns what the child owns. Calls come by the worker's own thread;
 * answers go by whatever thread brings them about.
 */
final class SharedDesk {
  /** More than the threads of a child, virtual ones too, are likely to be waiting at once. */
  private static final int MAX_OPEN = 100_000;

  private final ProcessesExecutor executor;
  private final Child child;
  private final long maxUntakenBytes;
  private final Map<Long, Open> open = new ConcurrentHashMap<>();
  /** The bytes of the answers since everything that was sent had been taken. */
  private final AtomicLong answered = new AtomicLong();

  SharedDesk(ProcessesExecutor executor, Child child) {
    this.executor = executor;
    this.child = child;
    this.maxUntakenBytes = 4L * executor.options().maxMessageMb() << 20;
  }

  private record Open(long object, Call call) {}

  /** The child asks. */
  void call(Frame frame) throws WireException {
    SharedCallHead head = SharedCallHead.from(frame.head());
    long id = frame.id();
    if (open.size() >= MAX_OPEN) {
      throw new WireException("it asks shared objects and does not wait for the answers: " + MAX_OPEN + " calls are open");
    }
    // What is unsent may be tasks; what was answered since all was sent may have been taken.
    long untaken = Math.min(answered.get(), child.unsentBytes());
    if (untaken > maxUntakenBytes) {
      throw new WireException("it asks shared objects and does not take the answers: " + untaken + " bytes are waiting");
    }
    Request<?, ?> request = tryDecode(frame);
    if (request == null) {
      // It was told why.
      return;
    }
    Call call = new Call(request, new Caller(this, head.thread()), done -> answer(id, done));
    if (open.putIfAbsent(id, new Open(head.object(), call)) != null) {
      throw new WireException("it asks shared objects twice by the number " + id);
    }
    executor.space().submit(head.object(), call, head.mayWait());
  }

  /** The child does not want to wait any longer. */
  void withdraw(Frame frame) {
    Open withdrawn = open.get(frame.id());
    if (withdrawn != null && executor.space().withdraw(withdrawn.object(), withdrawn.call())) {
      open.remove(frame.id());
      send(Frame.withHead(FrameType.SHARED_ANSWER, frame.id(), SharedAnswerKind.WITHDRAWN.toBytes()));
    }
  }

  /** The child can be told nothing any more: what its threads wait for goes to others. */
  void forgetChild() {
    executor.spaceIfAny().ifPresent(space -> space.forget(this));
  }

  /** The child is gone: what it had is free. {@code atWork} says that it ended amidst a task. */
  void letGo(boolean atWork) {
    executor.spaceIfAny().ifPresent(space -> space.leave(this, atWork));
  }

  private @Nullable Request<?, ?> tryDecode(Frame frame) throws WireException {
    try {
      if (frame.lost()) {
        throw new TaskTransferException("the request to a shared object does not fit into the memory of the executor's JVM", null);
      }
      return Objects.requireNonNull(executor.sharedCodec().request(frame));
    } catch (TaskTransferException e) {
      send(failed(frame.id(), e));
      return null;
    } catch (ClassCastException | NullPointerException e) {
      throw new WireException("it asks a shared object for what is no request");
    }
  }

  private void answer(long id, Call done) {
    open.remove(id);
    Throwable failure = done.failure();
    send(failure == null ? answered(id, done.answer()) : failed(id, failure));
  }

  private Frame answered(long id, @Nullable Object answer) {
    if (answer == Request.WAIT) {
      return Frame.withHead(FrameType.SHARED_ANSWER, id, SharedAnswerKind.NOT_NOW.toBytes());
    }
    try {
      Encoded encoded = executor.sharedCodec().encode(answer);
      return Frame.of(FrameType.SHARED_ANSWER, id, SharedAnswerKind.DONE.toBytes(), encoded.inline(), encoded.segments());
    } catch (Throwable e) {
      return failed(id, e);
    }
  }

  private Frame failed(long id, Throwable failure) {
    byte[] encoded = executor.classes().home().codec().encodeFailure(failure);
    return Frame.of(FrameType.SHARED_ANSWER, id, SharedAnswerKind.FAILED.toBytes(), encoded);
  }

  private void send(Frame answer) {
    if (child.unsentBytes() == 0) {
      answered.set(0);
    }
    answered.addAndGet(answer.length());
    child.send(List.of(answer));
  }
}
