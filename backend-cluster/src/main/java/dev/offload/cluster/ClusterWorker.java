package dev.offload.cluster;

import dev.offload.OutputLine;
import dev.offload.cluster.wire.EndHead;
import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.MessageType;
import dev.offload.cluster.wire.Numbers;
import dev.offload.cluster.wire.ProgressHead;
import dev.offload.cluster.wire.WireCodec;
import dev.offload.codec.Codec;
import dev.offload.spi.Elements;
import dev.offload.spi.Ended;
import dev.offload.spi.Job;
import dev.offload.spi.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.ignite.IgniteException;
import org.jspecify.annotations.Nullable;

/** A session on some node that runs tasks one after another, as the dispatcher sees it: jobs become messages, messages become reports. */
final class ClusterWorker extends Worker {
  /** How long a session may take to end that has no task, or whose process is killed. */
  private static final Duration END_PATIENCE = Duration.ofSeconds(8);
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(4);
  /** Of a message and its answer between two machines of one network, with some room for what keeps a busy one from answering. */
  private static final Duration WAY = Duration.ofMillis(1);

  private final ClusterExecutor executor;
  private final Lodging lodging;
  private final AtomicBoolean gone = new AtomicBoolean();
  private volatile OptionalLong pid = OptionalLong.empty();

  private final AtHand atHand = new AtHand();

  // Guarded by this.
  private @Nullable Consumer<StackTraceElement[]> stackWanted;

  ClusterWorker(int number, ClusterExecutor executor) {
    super(number, WAY);
    this.executor = executor;
    this.lodging = new Lodging(number, executor, this::hear, atHand::isOne, this::onEnd);
  }

  @Override
  protected void start() {
    executor.thread("place-" + number(), lodging::find).start();
  }

  @Override
  protected void run(List<? extends Job<?>> jobs) {
    // There is one: this worker says that it can have no more.
    Job<?> job = jobs.get(0);
    Sent sent = atHand.send(job, new Elsewhere(job));
    if (sent == null) {
      skipped(job);
    } else {
      teachThenSend(sent);
      if (job.isDone()) {
        // It was cancelled before anybody could find it here.
        interrupt(job);
      }
    }
  }

  private void teachThenSend(Sent sent) {
    try {
      lodging.teach(sent.world(), () -> send(sent), e -> failOf(sent, e));
    } catch (Throwable e) {
      failOf(sent, e);
    }
  }

  private void send(Sent sent) {
    try {
      lodging.send(sent.message(lodging.session()));
    } catch (IgniteException e) {
      if (lodging.isThere()) {
        giveUp("a message did not reach it: " + e.getMessage());
      }
    } catch (Throwable e) {
      failOf(sent, e);
    }
  }

  /** Where the node is gone the end of the session tells, and all this comes too late. */
  private void failOf(Sent sent, Throwable failure) {
    if (lodging.isThere()) {
      atHand.end(sent, () -> failed(sent.job, failure));
    }
  }

  @Override
  protected boolean tryRecall(Job<?> job) {
    return atHand.tryRecall(job);
  }

  /** The session has to be asked. */
  @Override
  protected int takeBackElements(Job<?> job) {
    Elements<?> elements = Objects.requireNonNull(job.elements());
    return elements.from() + elements.count();
  }

  @Override
  protected CompletableFuture<?> askBack(Job<?> job) {
    Sent sent = atHand.find(job);
    return sent == null
        ? CompletableFuture.completedFuture(null)
        : sent.elements().askBack(() -> lodging.tell(MessageType.TAKE_BACK, sent.id));
  }

  @Override
  protected void interrupt(Job<?> job) {
    Sent sent = atHand.find(job);
    if (sent != null) {
      lodging.tell(job.isDone() ? MessageType.CANCEL : MessageType.INTERRUPT, sent.id);
    }
  }

  @Override
  protected void stackOf(Job<?> job, Consumer<StackTraceElement[]> answer) {
    Sent sent = atHand.find(job);
    if (sent != null) {
      synchronized (this) {
        stackWanted = answer;
      }
      lodging.tell(MessageType.STACK, sent.id);
    }
  }

  @Override
  protected void stop() {
    lodging.leave();
    executor.later(END_PATIENCE, () -> giveUp("it did not end when it was told to"));
  }

  @Override
  protected void kill() {
    refuseOnThreads();
    lodging.tell(MessageType.KILL, 0);
    executor.later(KILL_PATIENCE, () -> giveUp("it did not end when it was to be killed"));
  }

  @Override
  protected void terminate() {
    refuseOnThreads();
    lodging.tell(MessageType.TERMINATE, 0);
  }

  private void refuseOnThreads() {
    if (!executor.endsWorkers()) {
      throw new UnsupportedOperationException(
          name() + " is a thread of its node, which cannot be ended; interrupt its task, or set cluster.nodeBackend to processes");
    }
  }

  @Override
  protected OptionalLong pid() {
    return pid;
  }

  @Override
  protected String describe() {
    return name() + " on " + lodging.nodeName();
  }

  private void hear(Message message) {
    switch (message.type()) {
      case READY -> {
        pid = OptionalLong.of(Numbers.in(message.head(), 0));
        ready();
      }
      case WORN -> worn();
      case OUTPUT -> executor.printed((OutputLine) read(message));
      default -> {
        Sent sent = atHand.find(message.task());
        if (sent != null) {
          hearOf(sent, message);
        }
      }
    }
  }

  private void hearOf(Sent sent, Message message) {
    switch (message.type()) {
      case STARTED -> onStarted(sent);
      case PROGRESS -> onProgress(sent, ProgressHead.from(message.head()));
      case STACK_ANSWER -> onStack((StackTraceElement[]) read(message));
      case SUCCEEDED -> atHand.end(sent, () -> {
        tellBegun(sent, message);
        succeed(sent.job, message, sent.world().codec());
      });
      case FAILED -> atHand.end(sent, () -> {
        tellBegun(sent, message);
        failedWith(sent.job, () -> sent.world().codec().decodeFailure(message.body().inline()));
      });
      case OUTCOMES, LARGE_OUTCOME, ELEMENTS_ENDED -> {
        onStarted(sent);
        sent.elements().hear(message);
      }
      case GIVEN_BACK -> sent.elements().givenBack(Numbers.in(message.head(), 0));
      case STOPPED -> atHand.end(sent, () -> skipped(sent.job));
      default -> throw new IllegalArgumentException("a session does not say " + message.type());
    }
  }

  private synchronized void onStarted(Sent sent) {
    // Guarded, so that it cannot count for the next attempt of a job that has just ended.
    if (sent.tryBegin()) {
      began(sent.job);
    }
  }

  private synchronized void onProgress(Sent sent, ProgressHead head) {
    sent.progress(head);
  }

  private void onStack(StackTraceElement[] stack) {
    Consumer<StackTraceElement[]> wanted;
    synchronized (this) {
      wanted = stackWanted;
      stackWanted = null;
    }
    if (wanted != null) {
      wanted.accept(stack);
    }
  }

  /** What becomes of elements, as the dispatcher is to know it. */
  private final class Elsewhere implements SentElements.Report {
    private final Job<?> job;

    Elsewhere(Job<?> job) {
      this.job = job;
    }

    @Override
    public void ended(List<Ended<?>> some) {
      ClusterWorker.this.ended(some);
    }

    @Override
    public void gaveBack(int at) {
      ClusterWorker.this.gaveBack(job, at);
    }

    @Override
    public void endedAll(long ranNanos) {
      Sent sent = atHand.find(job);
      if (sent != null) {
        atHand.end(sent, () -> ClusterWorker.this.ended(List.of(Ended.returned(job, ranNanos, () -> null))));
      }
    }
  }

  private void tellBegun(Sent sent, Message message) {
    EndHead head = EndHead.from(message.head());
    if (!sent.hasBegun()) {
      began(sent.job, head.ranNanos());
    }
    head.progress().ifPresent(said -> onProgress(sent, said));
  }

  @SuppressWarnings("unchecked")
  private <T extends @Nullable Object> void succeed(Job<T> job, Message message, Codec codec) {
    succeededWith(job, () -> (T) codec.decodeResult(message.body()));
  }

  private static Object read(Message message) {
    return Objects.requireNonNull(WireCodec.fromBytes(message.head()));
  }

  private void giveUp(String why) {
    if (!gone.get()) {
      onEnd(Ending.of("on " + lodging.nodeName() + ": " + why));
      lodging.abandon();
    }
  }

  private void onEnd(Ending ending) {
    if (gone.compareAndSet(false, true)) {
      byte[] failure = ending.initializerFailure();
      if (failure != null) {
        initializerFailed(executor.worlds().home().codec().decodeFailure(failure));
      } else if (ending.isOfCluster() && !executor.isExpectedBack()) {
        executorBroken("the cluster is lost: " + ending.exit().story(), null);
      }
      exited(ending.exit());
      atHand.endQuestions();
    }
  }
}
