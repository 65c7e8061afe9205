package dev.offload.spi;

import com.google.common.collect.EvictingQueue;
import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.OutputLine;
import dev.offload.OutputListener;
import dev.offload.Task;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskProcess;
import dev.offload.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A pool of one worker for one task, as its user sees it. */
public final class SingleTask<T extends @Nullable Object> implements TaskProcess<T> {
  private static final int MOST_LINES = 10_000;
  private static final int FAILED = 1;

  private final String name;
  private final boolean daemon;
  private final AbstractTaskExecutor executor;
  private final TaskFuture<T> future;
  private final Output output;

  private SingleTask(String name, boolean daemon, AbstractTaskExecutor executor, TaskFuture<T> future, Output output) {
    this.name = name;
    this.daemon = daemon;
    this.executor = executor;
    this.future = future;
    this.output = output;
  }

  /** Starts one. */
  public static <T extends @Nullable Object> SingleTask<T> start(ExecutorConfig config, String name, Task<T> task, boolean daemon) {
    Output output = new Output();
    Optional<OutputListener> own = config.outputListener();
    ExecutorConfig single = config.toBuilder().workers(1).outputListener(line -> {
      output.add(line);
      own.ifPresent(listener -> listener.onLine(line));
    }).build();
    TaskExecutor opened = TaskExecutor.open(single);
    if (!(opened instanceof AbstractTaskExecutor executor)) {
      opened.close();
      throw new IllegalArgumentException("backend \"" + single.backend().orElse("") + "\" has no single workers");
    }
    try {
      TaskFuture<T> future = executor.submit(TaskOptions.named(name), task);
      if (!daemon) {
        keepProgram(executor, name);
      }
      return new SingleTask<>(name, daemon, executor, future, output);
    } finally {
      // It ends with the task, or at once if that was refused.
      executor.shutdown();
    }
  }

  /** As long as this thread lives, so does the program. */
  private static void keepProgram(TaskExecutor executor, String name) {
    Thread keeper = new Thread(executor::close, "offload-process-" + name);
    keeper.setDaemon(false);
    keeper.start();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TaskFuture<T> future() {
    return future;
  }

  @Override
  public OptionalLong pid() {
    return worker().map(Worker::pid).orElse(OptionalLong.empty());
  }

  @Override
  public boolean isAlive() {
    return !executor.isTerminated();
  }

  @Override
  public boolean isDaemon() {
    return daemon;
  }

  @Override
  public void join() throws InterruptedException {
    while (!join(Duration.ofDays(1))) {
      // It takes its time.
    }
  }

  @Override
  public boolean join(Duration timeout) throws InterruptedException {
    return executor.awaitTermination(timeout);
  }

  @Override
  public OptionalInt exitCode() {
    if (isAlive()) {
      return OptionalInt.empty();
    }
    OptionalInt ofProcess = worker().flatMap(Worker::exit).map(Exit::code).orElse(OptionalInt.empty());
    boolean fine = ofProcess.orElse(0) == 0;
    return fine ? OptionalInt.of(future.status() == TaskStatus.SUCCEEDED ? 0 : FAILED) : ofProcess;
  }

  @Override
  public void interrupt() {
    // It may run though it is not known here yet; who has it knows.
    worker().ifPresent(worker -> worker.interrupt((Job<?>) future));
  }

  @Override
  public void terminate() {
    forgetUnlessBegun();
    worker().ifPresent(Worker::terminate);
  }

  @Override
  public void kill() {
    forgetUnlessBegun();
    worker().ifPresent(Worker::kill);
  }

  /** A task that has not begun would begin in the worker that takes the place of this one. */
  private void forgetUnlessBegun() {
    if (executor.capabilities().contains(Capability.STOPS_TASKS)) {
      future.cancel(false);
    }
  }

  @Override
  public List<OutputLine> output() {
    return output.lines();
  }

  @Override
  public void close() {
    future.cancel(true);
    executor.close();
  }

  @Override
  public String toString() {
    return "TaskProcess[" + name + (isAlive() ? ", alive]" : ", ended with " + exitCode().getAsInt() + "]");
  }

  private Optional<Worker> worker() {
    return executor.newestWorker();
  }

  /** What it prints. */
  private static final class Output {
    // Guarded by this.
    private final EvictingQueue<OutputLine> lines = EvictingQueue.create(MOST_LINES);

    synchronized void add(OutputLine line) {
      lines.add(line);
    }

    synchronized List<OutputLine> lines() {
      return List.copyOf(lines);
    }
  }
}
