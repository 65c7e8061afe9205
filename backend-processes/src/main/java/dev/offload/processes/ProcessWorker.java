package dev.offload.processes;

import dev.offload.processes.SentJobs.Part;
import dev.offload.processes.wire.ElementOutcome;
import dev.offload.processes.wire.EndHead;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.WireException;
import dev.offload.spi.Ended;
import dev.offload.spi.Exit;
import dev.offload.spi.Job;
import dev.offload.spi.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A child JVM that runs tasks, as the dispatcher sees it: jobs become frames, frames become reports. One thread of its own starts the
 * child, reads its channel, and tells of its end.
 */
final class ProcessWorker extends Worker {
  /** For an end of which not even the story could be told. */
  private static final Exit UNTOLD = Exit.of("its parent ran out of memory when it ended");
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final ProcessesExecutor executor;
  private final Child child;
  private final HelpDesk desk;
  private final StackQuestions stacks;
  private final SilenceWatch silence = new SilenceWatch();
  private final FreezeGuard guard;
  private volatile @Nullable SentJobs jobs;

  // Of the worker's thread.
  private final Endings endings = new Endings();
  private boolean hasReported;

  ProcessWorker(int number, ProcessesExecutor executor) {
    super(number);
    this.executor = executor;
    this.child = executor.newChild(name());
    this.stacks = new StackQuestions(child);
    this.desk = new HelpDesk(executor, child, stacks);
    this.guard = new FreezeGuard(executor, child, silence);
  }

  @Override
  protected void start() {
    executor.thread("reader-" + number(), this::live).start();
  }

  @Override
  protected void run(List<? extends Job<?>> batch) {
    List<Frame> frames = new ArrayList<>(batch.size());
    List<Runnable> others = new ArrayList<>(0);
    sentJobs().offer(batch, sent -> tryFrame(sent, frames, others), job -> others.add(() -> skipped(job)));
    if (!frames.isEmpty()) {
      // Not if they come while it is at a task: that may take its time.
      if (sentJobs().owesWord()) {
        silence.owes();
      }
      child.send(frames);
    }
    others.forEach(Runnable::run);
  }

  /** False if memory does not last for it: then it fails, and nothing else does. */
  private boolean tryFrame(Sent sent, List<Frame> frames, List<Runnable> others) {
    try {
      frames.add(sent.frame());
      return true;
    } catch (Throwable e) {
      others.add(() -> failed(sent.job(), e));
      return false;
    }
  }

  @Override
  protected boolean tryRecall(Job<?> job) {
    return sentJobs().tryRecall(job);
  }

  @Override
  protected boolean tryTakeBack(Job<?> job) {
    return sentJobs().tryTakeBack(job);
  }

  @Override
  protected int takeBackElements(Job<?> job) {
    return Objects.requireNonNull(job.elements()).from() + sentJobs().takeBackElements(job);
  }

  @Override
  protected void interrupt(Job<?> job) {
    SentJobs sent = jobs;
    long id = sent == null ? -1 : sent.idOf(job);
    if (id >= 0) {
      child.send(List.of(Frame.of(FrameType.INTERRUPT, id)));
    }
  }

  @Override
  protected void stackOf(Job<?> job, Consumer<StackTraceElement[]> answer) {
    long id = sentJobs().idOf(job);
    if (id >= 0) {
      stacks.ask(id, answer);
    }
  }

  @Override
  protected void stop() {
    child.stop();
    executor.later(STOP_PATIENCE, child::kill);
  }

  @Override
  protected void kill() {
    child.kill();
  }

  @Override
  protected OptionalLong pid() {
    return child.pid();
  }

  @Override
  protected void terminate() {
    child.terminate();
  }

  @Override
  protected String describe() {
    return name() + ", " + child.describe();
  }

  @Override
  protected int maxJobs() {
    return sentJobs().capacity();
  }

  private void live() {
    Exit exit = UNTOLD;
    try {
      exit = lifeStory();
    } finally {
      // Whatever it was, also an error in this thread: the jobs of this worker must get to know (rule E6).
      try {
        desk.letGo(jobs);
      } finally {
        exited(exit);
      }
    }
  }

  private Exit lifeStory() {
    String trouble = "";
    try {
      jobs = new SentJobs(child.start());
      if (!executor.hasInitializer()) {
        silence.owes();
      }
      guard.begin();
      while (tryListen()) {
        handleAll();
      }
    } catch (Throwable e) {
      trouble = e.toString();
      child.kill();
    }
    desk.forgetChild();
    return child.lastWord(guard.story().isEmpty() ? trouble : guard.story(), () -> desk.letGo(jobs));
  }

  /** False when the child has closed the channel. */
  private boolean tryListen() throws IOException {
    silence.listens(true);
    boolean open = child.await();
    silence.listens(false);
    return open;
  }

  private void handleAll() throws IOException {
    try {
      while (tryHandleNext()) {
        // Each turn is a method of its own, so that no reference to a frame outlives it (rule R7).
        if (endings.areMany()) {
          tellEnded();
        }
      }
    } finally {
      // Also ahead of what makes no sense: these have ended.
      tellEnded();
    }
  }

  private boolean tryHandleNext() throws IOException {
    Frame frame = child.poll();
    if (frame != null) {
      handle(frame);
    }
    return frame != null;
  }

  private void handle(Frame frame) throws WireException {
    switch (frame.type()) {
      case TASK_SUCCEEDED, TASK_FAILED, CHUNK_ENDED -> ended(frame);
      case ELEMENTS_ENDED -> elementsEnded(frame, ElementOutcome.countIn(frame));
      case ELEMENT_SUCCEEDED -> elementsEnded(frame, 1);
      case TASK_STARTED -> started(frame);
      case TASK_PROGRESS -> desk.passOn(frame, sentJobs());
      default -> {
        tellEnded();
        handleRare(frame);
      }
    }
  }

  private void handleRare(Frame frame) throws WireException {
    switch (frame.type()) {
      case READY -> {
        ensureBeforeReady(frame);
        silence.heard(false);
        ready();
      }
      case INITIALIZER_FAILED -> {
        ensureBeforeReady(frame);
        initializerFailed(executor.initializer().world().codec().decodeFailure(frame.body()));
      }
      case TASK_SKIPPED -> {
        Job<?> job = sentJobs().skip(frame);
        expectNext();
        if (job != null) {
          skipped(job);
        }
      }
      case HEAP_EXCEEDED -> worn();
      default -> desk.serve(frame);
    }
  }

  /** Once and first, and a failed initializer only where there is one: the whole executor hangs on it, and a task could say it too. */
  private void ensureBeforeReady(Frame frame) throws WireException {
    if (hasReported || frame.type() == FrameType.INITIALIZER_FAILED && !executor.hasInitializer()) {
      throw new WireException("a child that is ready does not send " + frame.type());
    }
    hasReported = true;
  }

  private void started(Frame frame) throws WireException {
    Job<?> job = sentJobs().begin(frame);
    // From now on it may take its time.
    silence.heard(false);
    if (job != null) {
      began(job);
    }
  }

  private void elementsEnded(Frame frame, int count) throws WireException {
    Part part = sentJobs().endElements(frame, count);
    silence.heard(false);
    if (part.first() == 0) {
      began(part.sent().job(), 0);
    }
    endings.addElements(part, frame);
  }

  /** Not told at once: the next reply may be here already. */
  private void ended(Frame frame) throws WireException {
    long ranNanos = EndHead.from(frame.head()).ranNanos();
    Sent sent = sentJobs().end(frame);
    expectNext();
    if (sent.toldEndOnly()) {
      began(sent.job(), ranNanos);
    }
    endings.add(sent.job(), ranNanos, frame, sent.world().codec());
  }

  private void tellEnded() {
    List<Ended<?>> told = endings.take();
    if (!told.isEmpty()) {
      ended(told);
    }
  }

  /** Ahead of the report, which may bring the next job to this worker. The job behind this one may not keep the child waiting. */
  private void expectNext() {
    silence.heard(sentJobs().owesWord());
  }

  private SentJobs sentJobs() {
    return Objects.requireNonNull(jobs, () -> name() + " has no board yet");
  }
}
