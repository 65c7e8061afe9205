package dev.offload.processes;

import dev.offload.Progress;
import dev.offload.TaskTransferException;
import dev.offload.codec.Codec;
import dev.offload.processes.SentJobs.Sent;
import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.ProgressHead;
import dev.offload.processes.wire.StackHead;
import dev.offload.processes.wire.TaskHead;
import dev.offload.processes.wire.WireException;
import dev.offload.spi.Job;
import dev.offload.spi.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A child JVM that runs tasks, as the dispatcher sees it: jobs become frames, frames become reports. One thread of its own starts the
 * child, reads its channel, and tells of its end.
 */
final class ProcessWorker extends Worker {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final ProcessesExecutor executor;
  private final ChildProcess child;
  private final Map<Long, Consumer<StackTraceElement[]>> stackAnswers = new ConcurrentHashMap<>();
  private final Map<Long, ClassWorld> otherWorlds = new ConcurrentHashMap<>();
  private volatile @Nullable SentJobs jobs;

  ProcessWorker(int number, ProcessesExecutor executor) {
    super(number);
    this.executor = executor;
    this.child = new ChildProcess(name(), executor);
  }

  @Override
  protected void start() {
    executor.thread("reader-" + number(), this::live).start();
  }

  @Override
  protected void run(List<? extends Job<?>> batch) {
    List<Frame> frames = new ArrayList<>(batch.size());
    List<Job<?>> recalled = new ArrayList<>(batch);
    sentJobs().offer(batch, sent -> {
      recalled.remove(sent.job());
      frames.add(frameOf(sent));
    });
    child.send(frames);
    recalled.forEach(this::skipped);
  }

  @Override
  protected boolean tryRecall(Job<?> job) {
    return sentJobs().tryRecall(job);
  }

  @Override
  protected void interrupt(Job<?> job) {
    child.send(List.of(Frame.of(FrameType.INTERRUPT, job.id())));
  }

  @Override
  protected void stackOf(Job<?> job, Consumer<StackTraceElement[]> answer) {
    stackAnswers.put(job.id(), answer);
    child.send(List.of(Frame.of(FrameType.STACK_REQUEST, job.id())));
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
  protected int maxJobs() {
    return ClaimBoard.SLOTS;
  }

  private void live() {
    String story;
    try {
      jobs = new SentJobs(child.start());
      for (Frame frame = child.receive(); frame != null; frame = child.receive()) {
        handle(frame);
      }
      story = child.obituary("");
    } catch (Throwable e) {
      // Whatever it was, also an error in this thread: the jobs of this worker must get to know (rule E6).
      child.kill();
      story = child.obituary(e.toString());
    }
    exited(story);
  }

  private void handle(Frame frame) throws WireException {
    switch (frame.type()) {
      case READY -> ready();
      case INITIALIZER_FAILED -> initializerFailed(executor.initializer().world().codec().decodeFailure(frame.body()));
      case CLASS_REQUEST -> child.send(List.of(executor.classes().answer(frame)));
      case STACK_REPLY -> answerStack(frame);
      default -> handleOfJob(frame);
    }
  }

  private void handleOfJob(Frame frame) throws WireException {
    boolean ends = frame.type() != FrameType.TASK_STARTED && frame.type() != FrameType.TASK_PROGRESS;
    Job<?> job = ends ? sentJobs().remove(frame.id()) : sentJobs().find(frame.id());
    ClassWorld other = ends ? otherWorlds.remove(frame.id()) : null;
    Codec codec = (other == null ? executor.classes().home() : other).codec();
    if (job == null) {
      // Progress may come from a thread that a task left behind; nothing else may.
      if (frame.type() != FrameType.TASK_PROGRESS) {
        throw new WireException(frame.type() + " for task " + frame.id() + ", which " + name() + " does not have");
      }
      return;
    }
    switch (frame.type()) {
      case TASK_STARTED -> began(job);
      case TASK_PROGRESS -> passOn(ProgressHead.from(frame.head()), job);
      case TASK_SUCCEEDED -> succeeded(job, frame, codec);
      case TASK_FAILED -> failedWith(job, () -> frame.lost() ? lost() : codec.decodeFailure(frame.body()));
      case TASK_SKIPPED -> skipped(job);
      default -> throw new WireException("a child does not send " + frame.type());
    }
  }

  @SuppressWarnings("unchecked")
  private <T extends @Nullable Object> void succeeded(Job<T> job, Frame frame, Codec codec) {
    succeededWith(job, () -> {
      if (frame.lost()) {
        throw lost();
      }
      return (T) codec.decodeResult(frame.body());
    });
  }

  private void passOn(ProgressHead head, Job<?> job) throws WireException {
    if (!(head.fraction() >= 0.0 && head.fraction() <= 1.0)) {
      throw new WireException("progress " + head.fraction() + " of " + job);
    }
    job.progress(new Progress(head.fraction(), head.note()));
  }

  private void answerStack(Frame reply) throws WireException {
    Consumer<StackTraceElement[]> answer = stackAnswers.remove(reply.id());
    if (answer != null) {
      answer.accept(StackHead.from(reply.head()).frames().toArray(StackTraceElement[]::new));
    }
  }

  private Frame frameOf(Sent sent) {
    Job<?> job = sent.job();
    Parcel parcel = (Parcel) job.payload();
    if (parcel.world().id() != ClassWorld.HOME) {
      otherWorlds.put(job.id(), parcel.world());
    }
    byte[] head = new TaskHead(sent.slot(), job.attempt(), parcel.world().id(), job.name()).toBytes();
    return Frame.of(FrameType.RUN_TASK, job.id(), head, parcel.call());
  }

  private SentJobs sentJobs() {
    SentJobs known = jobs;
    if (known == null) {
      throw new IllegalStateException(name() + " has no board yet");
    }
    return known;
  }

  private static TaskTransferException lost() {
    return new TaskTransferException("the result does not fit into the free heap of this JVM (at most "
        + (Runtime.getRuntime().maxMemory() >> 20) + " MiB); raise -Xmx or return less", null);
  }
}
