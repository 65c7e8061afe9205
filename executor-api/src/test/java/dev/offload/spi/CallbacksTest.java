package dev.offload.spi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallbacksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(1);

  private final OwnedThreads threads = new OwnedThreads();
  private final Callbacks callbacks = Callbacks.ofListeners(threads);

  @AfterEach
  void allThreadsEnd() throws InterruptedException {
    callbacks.close();
    assertTrue(threads.joinAll(PATIENCE.toNanos()), "a callback thread did not end");
  }

  @Test
  @DisplayName("L3: a callback that blocks holds up no other")
  void blockedCallback_holdsUpNobody() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    callbacks.execute(() -> awaitQuietly(release));
    callbacks.execute(release::countDown);

    assertTrue(release.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  void callbacks_oneAfterAnother_useFewThreads() {
    ConcurrentLinkedQueue<String> names = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 100; i++) {
      int before = i;
      await().atMost(PATIENCE).pollInterval(POLL).until(() -> names.size() == before);
      callbacks.execute(() -> names.add(Thread.currentThread().getName()));
    }

    await().atMost(PATIENCE).until(() -> names.size() == 100);
    assertTrue(names.stream().distinct().count() < 20, names.stream().distinct().toList().toString());
  }

  @Test
  void manyCallbacks_allRunOnABoundedNumberOfThreads() {
    AtomicInteger ran = new AtomicInteger();
    ConcurrentLinkedQueue<Thread> seen = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 10_000; i++) {
      callbacks.execute(() -> {
        ran.incrementAndGet();
        seen.add(Thread.currentThread());
      });
    }

    await().atMost(PATIENCE).until(() -> ran.get() == 10_000);
    assertTrue(seen.stream().distinct().count() <= 64);
  }

  @Test
  void callback_afterClose_runsInTheCaller() {
    callbacks.close();
    Thread[] ranOn = new Thread[1];

    callbacks.execute(() -> ranOn[0] = Thread.currentThread());

    assertEquals(Thread.currentThread(), ranOn[0]);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
