package dev.offload.processes.worker;

import com.google.common.base.Throwables;
import dev.offload.codec.Codec;
import dev.offload.codec.CodecBatch;
import dev.offload.codec.DecodedCode;
import dev.offload.codec.Encoded;
import dev.offload.processes.wire.ChunkBody;
import dev.offload.processes.wire.ElementOutcome;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.spi.TaskCall;
import dev.offload.spi.TaskScope;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the elements of one chunk, one after another, as long as the parent leaves them. What an element returned is in the outbox before
 * the next one begins (rule M4). For the task thread.
 */
final class ElementRun {
  /** For how long outcomes may wait for those behind them. A task that takes longer has the listener send them. */
  private static final long LATER_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
  /** The time is asked no more often than that. */
  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(25);
  private static final int MAX_STRIDE = 32;
  private static final byte[] NO_HEAD = {};

  private final Workplace workplace;
  private final FrameChannel channel;
  private final Codec codec;
  private final CodecBatch batch;
  private final TaskOrder order;
  private final RunningTask task;
  private @Nullable DecodedCode code;
  private @Nullable ChunkBody body;
  private @Nullable Throwable trouble;
  private boolean shared;
  private boolean outOfMemory;
  private long lookedAtNanos = System.nanoTime();
  private long sentNanos = lookedAtNanos;
  private int stride = 1;
  private int untilLook = 1;

  ElementRun(Workplace workplace, Codec codec, TaskOrder order, RunningTask task) {
    this.workplace = workplace;
    this.channel = workplace.channel();
    this.codec = codec;
    this.batch = codec.openBatch();
    this.order = order;
    this.task = task;
  }

  /**
   * Runs them; {@code onBegin} is called ahead of each, and {@code settle} where outcomes have to be brought to safety.
   *
   * @return false if one ran out of memory, so that no more are to be run here
   */
  boolean run(Runnable onBegin, Runnable settle) {
    try (batch) {
      // Ahead of the code: whoever dies or takes its time over that is at an element, or none would ever end.
      int index = workplace.board().tryBeginElement(order.id());
      decodeCode();
      while (index >= 0) {
        onBegin.run();
        perform(index);
        if (!channel.isSafe()) {
          settle.run();
        }
        // Whatever interrupt there was, it was for this element: the parent takes back the others before it sends one.
        Thread.interrupted();
        look();
        index = outOfMemory ? -1 : workplace.board().tryBeginElement(order.id());
      }
      return !outOfMemory;
    }
  }

  private void decodeCode() {
    try {
      body = ChunkBody.from(order.ensureMessage().inline());
      code = newCode();
      shared = code.isUnchanging();
    } catch (Throwable e) {
      // Each element fails of it.
      trouble = e;
    }
  }

  /** What the code has captured is each element's own, as it is a task's: it may change it. */
  private DecodedCode newCode() {
    List<byte[]> segments = order.ensureMessage().segments().stream().map(byte[]::clone).toList();
    return codec.decodeCode(new Encoded(Objects.requireNonNull(body).code(), segments));
  }

  private void perform(int index) {
    ElementContext context = new ElementContext(task, order.head(), index);
    workplace.output().element(context);
    byte[] failure;
    try {
      Object result = TaskScope.call(context, () -> next(index).call());
      if (!batch.tryEncodeResult(result, (bytes, offset, length) -> tell(false, bytes, offset, length))) {
        Encoded large = codec.encodeLentResult(result);
        channel.sendLater(Frame.of(FrameType.ELEMENT_SUCCEEDED, order.id(), NO_HEAD, large.inline(), large.segments()));
      }
      return;
    } catch (UntoldException e) {
      throw e;
    } catch (Throwable e) {
      // Rule R3: whatever a task throws ends in its future.
      failure = codec.encodeFailure(e);
      outOfMemory = TaskThread.ranOutOfMemory(e);
    }
    tell(true, failure, 0, failure.length);
  }

  private TaskCall<?> next(int index) throws Exception {
    if (code == null || body == null) {
      Throwables.throwIfInstanceOf(trouble, Exception.class);
      throw (Error) trouble;
    }
    ByteBuffer elements = body.elements();
    int length = body.next();
    int offset = elements.arrayOffset() + elements.position();
    elements.position(elements.position() + length);
    DecodedCode own = shared || index == 0 ? code : newCode();
    return batch.decodeCall(own, elements.array(), offset, length);
  }

  private void tell(boolean threw, byte[] bytes, int offset, int length) {
    try {
      channel.sendLater(order.id(), new ElementOutcome(threw, bytes, offset, length));
    } catch (RuntimeException | Error e) {
      // Half of it may be staged: nothing can be said behind that.
      throw new UntoldException(e);
    }
  }

  /** Sends what has waited for long, or came too late for the listener to send it. Asks for the time no more often than it must. */
  private void look() {
    if (workplace.turn().isListening()) {
      channel.flush();
    }
    if (--untilLook > 0) {
      return;
    }
    long now = System.nanoTime();
    long each = Math.max(1, (now - lookedAtNanos) / stride);
    lookedAtNanos = now;
    stride = (int) Math.max(1, Math.min(MAX_STRIDE, LOOK_NANOS / each));
    untilLook = stride;
    if (now - sentNanos > LATER_NANOS) {
      channel.flush();
      sentNanos = now;
    }
  }

  /** An outcome could not be told, and this JVM cannot go on. */
  private static final class UntoldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UntoldException(Throwable cause) {
      super(cause);
    }
  }
}
