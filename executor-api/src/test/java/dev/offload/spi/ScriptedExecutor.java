package dev.offload.spi;

import com.google.common.collect.Lists;
import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.ExecutorConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An executor whose workers do only what a test tells them to: every race can be put in either order. */
final class ScriptedExecutor extends AbstractTaskExecutor {
  final List<ScriptedWorker> workers = new CopyOnWriteArrayList<>();
  private final Consumer<ScriptedWorker> onStart;
  private volatile boolean givesBack;
  private volatile boolean gathers;
  private volatile @Nullable Function<Job<?>, CompletableFuture<?>> whenAskedBack;

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

  /** From now on its workers give back what they have not begun. */
  ScriptedExecutor givingBack() {
    givesBack = true;
    return this;
  }

  /** From now on elements of maps share jobs. */
  ScriptedExecutor gathering() {
    gathers = true;
    return this;
  }

  /** From now on its workers cannot tell by themselves which elements have not begun; this is what happens when they are asked. */
  ScriptedExecutor askingBack(Function<Job<?>, CompletableFuture<?>> reaction) {
    whenAskedBack = reaction;
    return this;
  }

  @Override
  protected @Nullable ChunkPayload newChunk(TaskCall<?> first) {
    return gathers ? call -> true : null;
  }

  ScriptedWorker worker() {
    return workers.get(workers.size() - 1);
  }

  @Override
  protected Worker newWorker(int number) {
    ScriptedWorker worker = new ScriptedWorker(number, onStart, () -> givesBack);
    workers.add(worker);
    return worker;
  }

  /** A worker that says what happens to it when it is asked to. */
  final class ScriptedWorker extends Worker {
    final List<Job<?>> jobs = new CopyOnWriteArrayList<>();
    final Set<Job<?>> claimed = ConcurrentHashMap.newKeySet();
    private final Set<Job<?>> kept = ConcurrentHashMap.newKeySet();
    private final List<Job<?>> takenBack = new CopyOnWriteArrayList<>();
    private final Consumer<ScriptedWorker> onStart;
    private final BooleanSupplier givesBack;
    private volatile Consumer<Job<?>> whenInterrupted = job -> { };

    ScriptedWorker(int number, Consumer<ScriptedWorker> onStart, BooleanSupplier givesBack) {
      super(number);
      this.onStart = onStart;
      this.givesBack = givesBack;
    }

    boolean begin(Job<?> job) {
      claimed.add(job);
      return began(job);
    }

    /** Begins the job that is next, unless it has, and ends it; it took no time. */
    void endNext() {
      Job<?> job = assigned.peekFirst();
      if (job == null || stage != Stage.BUSY) {
        return;
      }
      if (claimed.contains(job) || begin(job)) {
        ended(List.of(Ended.returned(job, 0, () -> null)));
      } else {
        skipped(job);
      }
    }

    /** The next elements of the job have ended; the value of each is its index. */
    @SuppressWarnings("unchecked")
    void endElements(Job<?> job, int count) {
      Elements<Integer> elements = (Elements<Integer>) job.elements();
      int first = elements.firstOpen();
      ended(List.of(Ended.elements(job, count, () -> {
        for (int index = first; index < first + count; index++) {
          elements.succeeded(index, index);
        }
      })));
    }

    void skip(Job<?> job) {
      skipped(job);
    }

    @SuppressWarnings("unchecked")
    <T> void succeedAhead(Job<?> job, T value) {
      succeededAhead((Job<T>) job, value);
    }

    /** What it does with an interrupt, at once. */
    void whenInterrupted(Consumer<Job<?>> reaction) {
      whenInterrupted = reaction;
    }

    void giveBack(Job<?> job, int at) {
      gaveBack(job, at);
    }

    /** Will not give the job back. */
    void keep(Job<?> job) {
      kept.add(job);
    }

    /** What was taken from it, in the order in which it was to run: the last one is taken first. */
    List<Job<?>> takenBack() {
      return Lists.reverse(takenBack);
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
    protected boolean tryTakeBack(Job<?> job) {
      return givesBack.getAsBoolean() && !claimed.contains(job) && !kept.contains(job) && takenBack.add(job);
    }

    @Override
    protected int takeBackElements(Job<?> job) {
      Elements<?> elements = job.elements();
      return whenAskedBack == null || elements == null ? super.takeBackElements(job) : elements.from() + elements.count();
    }

    @Override
    protected CompletableFuture<?> askBack(Job<?> job) {
      return whenAskedBack == null ? super.askBack(job) : whenAskedBack.apply(job);
    }

    @Override
    protected void interrupt(Job<?> job) {
      whenInterrupted.accept(job);
    }

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
