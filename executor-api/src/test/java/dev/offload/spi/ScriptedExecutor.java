package dev.offload.spi;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.ExecutorConfigBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** An executor whose workers do only what a test tells them to: every race can be put in either order. */
final class ScriptedExecutor extends AbstractTaskExecutor {
  final List<ScriptedWorker> workers = new CopyOnWriteArrayList<>();
  private final Consumer<ScriptedWorker> onStart;

  private ScriptedExecutor(ExecutorConfig config, Consumer<ScriptedWorker> onStart) {
    super(config, Set.of(Capability.CONCURRENT, Capability.STOPS_TASKS));
    this.onStart = onStart;
  }

  static ScriptedExecutor open(UnaryOperator<ExecutorConfigBuilder> settings, Consumer<ScriptedWorker> onStart) {
    ScriptedExecutor executor =
        new ScriptedExecutor(settings.apply(ExecutorConfig.defaults().toBuilder().workers(1)).build(), onStart);
    executor.opened();
    return executor;
  }

  ScriptedWorker worker() {
    return workers.get(workers.size() - 1);
  }

  @Override
  protected Worker newWorker(int number) {
    ScriptedWorker worker = new ScriptedWorker(number, onStart);
    workers.add(worker);
    return worker;
  }

  /** A worker that says what happens to it when it is asked to. */
  static final class ScriptedWorker extends Worker {
    final List<Job<?>> jobs = new CopyOnWriteArrayList<>();
    final Set<Job<?>> claimed = new HashSet<>();
    private final Consumer<ScriptedWorker> onStart;

    ScriptedWorker(int number, Consumer<ScriptedWorker> onStart) {
      super(number);
      this.onStart = onStart;
    }

    void begin(Job<?> job) {
      claimed.add(job);
      began(job);
    }

    @SuppressWarnings("unchecked")
    <T> void succeed(Job<?> job, T value) {
      succeeded((Job<T>) job, value);
    }

    void die() {
      exited(Exit.of("the script says so"));
    }

    void wearOut() {
      worn();
    }

    void announce() {
      ready();
    }

    @Override
    protected void start() {
      onStart.accept(this);
    }

    @Override
    protected void run(List<? extends Job<?>> batch) {
      jobs.addAll(new ArrayList<>(batch));
    }

    @Override
    protected boolean tryRecall(Job<?> job) {
      return !claimed.contains(job);
    }

    @Override
    protected void interrupt(Job<?> job) {}

    @Override
    protected void stop() {
      exited(Exit.of("it was stopped"));
    }

    @Override
    protected void kill() {
      exited(Exit.of("it was killed"));
    }

    @Override
    protected int maxJobs() {
      return Integer.MAX_VALUE;
    }
  }
}
