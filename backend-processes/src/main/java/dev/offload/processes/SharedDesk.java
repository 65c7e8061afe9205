package dev.offload.processes;

import dev.offload.codec.Encoded;
import dev.offload.codec.shared.AnswerKind;
import dev.offload.codec.shared.BadMessageException;
import dev.offload.codec.shared.Calls;
import dev.offload.codec.shared.Question;
import dev.offload.codec.shared.RelayedCalls;
import dev.offload.codec.shared.RemoteCalls;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.WireException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the frames of one child's calls to shared objects come in. It is the worker that owns what the child owns. Calls come by the
 * worker's own thread; answers go by whatever thread brings them about.
 */
final class SharedDesk implements RemoteCalls.Transport {
  private final Child child;
  private final long maxUntakenBytes;
  private final Calls calls;
  /** The bytes of the answers since everything that was sent had been taken. */
  private final AtomicLong answered = new AtomicLong();

  SharedDesk(ProcessesExecutor executor, Child child) {
    this.child = child;
    this.maxUntakenBytes = 4L * executor.options().maxMessageMb() << 20;
    this.calls = executor.relay()
        .<Calls>map(relay -> new RelayedCalls(relay, executor::sharedCodec, this))
        .orElseGet(() -> new RemoteCalls(this, executor::space, executor::sharedCodec, this));
  }

  /** The child asks. */
  void call(Frame frame) throws WireException {
    // What is unsent may be tasks; what was answered since all was sent may have been taken.
    long untaken = Math.min(answered.get(), child.unsentBytes());
    if (untaken > maxUntakenBytes) {
      throw new WireException("it asks shared objects and does not take the answers: " + untaken + " bytes are waiting");
    }
    try {
      Question question = Question.from(frame.head());
      if (frame.lost()) {
        calls.onLost(frame.id());
      } else {
        calls.ask(frame.id(), question, new Encoded(frame.body(), frame.segments()));
      }
    } catch (BadMessageException e) {
      throw new WireException(e.getMessage());
    }
  }

  /** The child does not want to wait any longer. */
  void withdraw(Frame frame) {
    calls.withdraw(frame.id());
  }

  /** The child can be told nothing any more: what its threads wait for goes to others. */
  void forgetChild() {
    calls.forget();
  }

  /** The child is gone: what it had is free. {@code atWork} says that it ended amidst a task. */
  void letGo(boolean atWork) {
    calls.leave(atWork);
  }

  @Override
  public void answer(long number, AnswerKind kind, Encoded body) {
    Frame answer = Frame.of(FrameType.SHARED_ANSWER, number, kind.toBytes(), body.inline(), body.segments());
    if (child.unsentBytes() == 0) {
      answered.set(0);
    }
    answered.addAndGet(answer.length());
    child.send(List.of(answer));
  }
}
