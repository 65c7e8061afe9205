package dev.offload.processes;

import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.shared.SharedLock;
import dev.offload.shared.SharedLong;
import dev.offload.shared.SharedMap;
import dev.offload.spi.Exit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real child JVM, of which every frame is kept. */
final class Recorder implements Child {
  private final ChildProcess child;
  private final List<Frame> heard;

  private Recorder(ChildProcess child, List<Frame> heard) {
    this.child = child;
    this.heard = heard;
  }

  /** All that two children have said, with every type of frame that a child sends among it. */
  static List<Frame> record() throws Exception {
    List<Frame> heard = new CopyOnWriteArrayList<>();
    try (TaskExecutor executor = Stage.open(settings -> settings.cancelGrace(Duration.ofMillis(50)),
        (worker, owner) -> new Recorder(new ChildProcess(worker, owner), heard))) {
      work(executor);
      while (heard.stream().noneMatch(frame -> frame.type() == FrameType.TASK_SKIPPED)) {
        burst(executor);
      }
    }
    try (TaskExecutor executor = Stage.open(settings -> settings.initializer(Recorder::fail),
        (worker, owner) -> new Recorder(new ChildProcess(worker, owner), heard))) {
      await(executor.submit(() -> 1));
    }
    Set<FrameType> types = heard.stream().map(Frame::type).collect(Collectors.toSet());
    // It has nothing in it that could be mutated.
    types.add(FrameType.HEAP_EXCEEDED);
    if (!types.containsAll(EnumSet.range(FrameType.READY, FrameType.SHARED_WITHDRAWAL))) {
      throw new IllegalStateException("only these types of frames were recorded: " + types);
    }
    return List.copyOf(heard);
  }

  private static void work(TaskExecutor executor) {
    List<TaskFuture<?>> futures = new CopyOnWriteArrayList<>();
    futures.add(executor.submit(number -> Map.of("text", List.of(number, "b", 1.5, new int[] {1, 2, 3}.length)), 7));
    futures.add(executor.submit(() -> new Object[] {1, new byte[1 << 16]}));
    futures.add(executor.submit(Recorder::fail));
    futures.add(executor.submit(() -> TaskContext.current().progress(0.5, "half")));
    futures.add(executor.submit(() -> Thread.currentThread().getContextClassLoader().loadClass("no.such.Thing")));
    futures.add(executor.submit(TaskOptions.defaults().withTimeout(Duration.ofMillis(200)), () -> Thread.sleep(60_000)));
    share(executor, futures);
    futures.forEach(Recorder::await);
    try (Results<Object> results = executor.map(MapOptions.defaults().withChunkSize(4), Recorder::smallOrLarge, List.of(1, 2, 3, 4))) {
      results.toList();
    }
  }

  /** Makes such objects as those that were used have the numbers of. */
  static void makeShared(TaskExecutor executor) {
    share(executor, new ArrayList<>());
  }

  /** Has tasks use shared objects, the first ones of their executor. */
  private static void share(TaskExecutor executor, List<TaskFuture<?>> futures) {
    SharedLong number = executor.shared().atomicLong(1);
    BlockingQueue<Object> queue = executor.shared().queue(3);
    SharedMap<String, List<Integer>> map = executor.shared().map();
    SharedLock lock = executor.shared().reentrantLock();
    futures.add(executor.submit(() -> number.addAndGet(2)));
    futures.add(executor.submit(() -> number.updateAndGet(value -> value * 2)));
    futures.add(executor.submit(() -> queue.poll(1, TimeUnit.MILLISECONDS)));
    futures.add(executor.submit(() -> queue.offer(Map.of("a", List.of(1, 2)))));
    futures.add(executor.submit(() -> map.put("key", List.of(1, 2, 3))));
    futures.add(executor.submit(() -> lock.newCondition()));
    futures.add(executor.submit(() -> {
      lock.lock();
      lock.unlock();
    }));
  }

  private static Object smallOrLarge(int number) {
    return number % 2 == 0 ? number : new byte[1 << 16];
  }

  /** Short tasks with a long one among them: those behind it are called back, and the child passes them by. */
  private static void burst(TaskExecutor executor) {
    List<TaskFuture<?>> futures = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int millis = i == 200 ? 50 : 0;
      futures.add(executor.submit(() -> Thread.sleep(millis)));
    }
    futures.forEach(Recorder::await);
  }

  private static void fail() {
    throw new IllegalStateException("on purpose", new IllegalArgumentException("the cause"));
  }

  private static void await(TaskFuture<?> future) {
    try {
      future.get();
    } catch (Exception e) {
      // However it ended: what was said on the way is what counts.
      return;
    }
  }

  @Override
  public ClaimBoard start() throws IOException {
    return child.start();
  }

  @Override
  public boolean await() throws IOException {
    return child.await();
  }

  @Override
  public Frame poll() throws IOException {
    Frame frame = child.poll();
    if (frame != null) {
      heard.add(frame);
    }
    return frame;
  }

  @Override
  public void send(List<Frame> frames) {
    child.send(frames);
  }

  @Override
  public long unsentBytes() {
    return child.unsentBytes();
  }

  @Override
  public void stop() {
    child.stop();
  }

  @Override
  public void kill() {
    child.kill();
  }

  @Override
  public OptionalLong pid() {
    return child.pid();
  }

  @Override
  public void terminate() {
    child.terminate();
  }

  @Override
  public String describe() {
    return child.describe();
  }

  @Override
  public boolean hasEnded() {
    return child.hasEnded();
  }

  @Override
  public Exit obituary(String trouble, Runnable onGone) {
    return child.obituary(trouble, onGone);
  }
}
