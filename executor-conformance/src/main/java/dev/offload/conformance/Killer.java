package dev.offload.conformance;

import static dev.offload.conformance.ContractSubject.PATIENCE;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Kills children of this JVM by SIGKILL, on a thread of its own; which ones and when is drawn at random. Ordered by one thread. */
final class Killer implements AutoCloseable {
  private static final int MOST_WAITING = 2;
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long START_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
  private static final long SEARCH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final Random random;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Set<Long> killed = ConcurrentHashMap.newKeySet();
  private final Aside<Void> work;
  private int ordered;

  /**
   * One that is to be killed, and then perhaps the one that takes its place.
   *
   * @param choice which of those that live
   * @param delayNanos how long to wait before
   * @param startNanos how long the one that takes its place may have been starting; negative: it is to live
   */
  private record Order(int choice, long delayNanos, long startNanos) {}

  private Killer(Random random) {
    this.random = random;
    this.work = Aside.start(this::work);
  }

  static Killer start(Random random) {
    return new Killer(random);
  }

  /** Asks for a kill, sometimes for two; waits while several are asked for already. */
  void order() throws InterruptedException {
    // Short delays more often than long ones: most that happens happens soon after something else.
    long delayNanos = (long) (random.nextDouble() * random.nextDouble() * SOON_NANOS);
    long startNanos = random.nextInt(4) == 0 ? (long) (random.nextDouble() * START_NANOS) : -1;
    Order order = new Order(random.nextInt(1 << 16), delayNanos, startNanos);
    if (!orders.offer(order, PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new AssertionError(work.isDone() ? "the killer has ended: " + work.result() : "the killer is stuck");
    }
    ordered += startNanos < 0 ? 1 : 2;
  }

  /** How many kills were asked for. */
  int ordered() {
    return ordered;
  }

  /** How many were killed. Fewer than asked for where no child was found in time: an idle pool may have none. */
  int kills() {
    return killed.size();
  }

  @Override
  public void close() {
    work.close();
  }

  private Void work() throws InterruptedException {
    while (true) {
      Order order = orders.take();
      List<Long> before = living(child -> true).stream().map(ProcessHandle::pid).toList();
      kill(order.delayNanos(), order.choice(), child -> true);
      if (order.startNanos() >= 0) {
        kill(order.startNanos(), order.choice(), child -> !before.contains(child.pid()));
      }
    }
  }

  private void kill(long delayNanos, int choice, Predicate<ProcessHandle> fits) throws InterruptedException {
    Optional<ProcessHandle> victim = search(choice, fits);
    park(delayNanos);
    if (victim.isPresent() && victim.get().destroyForcibly()) {
      killed.add(victim.get().pid());
    }
  }

  /** Waits a little for a child that fits. */
  private Optional<ProcessHandle> search(int choice, Predicate<ProcessHandle> fits) throws InterruptedException {
    long start = System.nanoTime();
    List<ProcessHandle> found = living(fits);
    while (found.isEmpty() && System.nanoTime() - start < SEARCH_NANOS) {
      park(POLL_NANOS);
      found = living(fits);
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(choice % found.size()));
  }

  private List<ProcessHandle> living(Predicate<ProcessHandle> fits) {
    return ProcessHandle.current().children()
        .filter(child -> child.isAlive() && !killed.contains(child.pid()))
        .filter(fits)
        .sorted()
        .toList();
  }

  private static void park(long nanos) throws InterruptedException {
    LockSupport.parkNanos(nanos);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
