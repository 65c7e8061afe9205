package dev.offload.codec.shared;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskTransferException;
import dev.offload.UpdateFailedException;
import dev.offload.codec.Encoded;
import dev.offload.shared.SharedLong;
import dev.offload.spi.shared.SharedSpace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The door from elsewhere, over a transport that the test holds in its hand. */
@Timeout(60)
class RemoteDoorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ROUNDS = 500;

  private final SharedSpace space = new SharedSpace(4712, new PackingHost());
  private final Line line = new Line(space, "worker-1");
  private final Line other = new Line(space, "worker-2");
  private Thread asking;

  @AfterEach
  void close() throws InterruptedException {
    line.close();
    other.close();
    space.close();
    if (asking != null) {
      asking.join();
    }
  }

  @Test
  @DisplayName("H1: what goes through the door is a copy")
  void value_throughTheDoor_isACopy() throws Exception {
    BlockingQueue<List<Integer>> queue = line.shared().queue();
    List<Integer> original = new ArrayList<>(List.of(1, 2));

    queue.put(original);
    List<Integer> copy = queue.take();

    assertEquals(original, copy);
    assertNotSame(original, copy);
  }

  @Test
  @DisplayName("H1: large arrays go beside the message, there and back")
  void largeArray_throughTheDoor_isACopy() throws Exception {
    BlockingQueue<byte[]> queue = line.shared().queue();
    byte[] large = new byte[3 * Encoded.LEAST_SEGMENT_BYTES];
    large[large.length - 1] = 7;

    queue.put(large);

    assertArrayEquals(large, queue.take());
  }

  @Test
  @DisplayName("H2: what an object throws is thrown where it was asked")
  void failure_ofAnObject_isThrownHere() {
    SharedLong number = line.shared().atomicLong(1);

    assertThrows(ArithmeticException.class, () -> number.updateAndGet(n -> Math.addExact(n, Long.MAX_VALUE)));
    UpdateFailedException checked = assertThrows(UpdateFailedException.class, () -> number.updateAndGet(n -> {
      throw new IOException("on purpose");
    }));
    assertInstanceOf(IOException.class, checked.getCause());
    assertEquals(1, number.get());
  }

  @Test
  @DisplayName("H2: after the end of the executor its objects say so here too")
  void object_afterTheEnd_cannotBeReached() {
    SharedLong number = line.shared().atomicLong(1);

    space.close();

    assertThrows(IllegalStateException.class, number::get);
  }

  @Test
  @DisplayName("H3: who does not want to wait is told at once")
  void call_thatMayNotWait_isAnsweredAtOnce() {
    BlockingQueue<Integer> queue = line.shared().queue();

    assertNull(queue.poll());

    assertEquals(List.of(AnswerKind.DONE, AnswerKind.NOT_NOW), line.answers);
  }

  @Test
  @DisplayName("H3: who has waited long enough takes the call back, and nothing is given to it")
  void call_whoseTimeIsOver_isTakenBack() throws Exception {
    BlockingQueue<Integer> queue = line.shared().queue();

    assertNull(queue.poll(1, TimeUnit.MILLISECONDS));
    queue.put(7);

    assertTrue(line.answers.contains(AnswerKind.WITHDRAWN));
    assertEquals(7, queue.poll());
  }

  @Test
  @DisplayName("H3: what is answered while it is taken back is not lost")
  void answer_thatCrossesAWithdrawal_counts() throws Exception {
    BlockingQueue<Integer> queue = line.shared().named("numbers").queue();
    BlockingQueue<Integer> same = other.shared().named("numbers").queue();
    line.aheadOfWithdrawals = () -> same.add(7);

    Integer polled = queue.poll(1, TimeUnit.MILLISECONDS);

    assertEquals(7, polled);
    assertTrue(line.answers.stream().noneMatch(AnswerKind.WITHDRAWN::equals));
  }

  @Test
  @DisplayName("H3: who is interrupted while it waits takes the call back")
  void call_interrupted_isTakenBack() throws Exception {
    BlockingQueue<Integer> queue = line.shared().queue();
    FutureTask<Integer> waiting = start(queue::take);

    asking.interrupt();

    assertInstanceOf(InterruptedException.class, failureOf(waiting));
    assertTrue(line.answers.contains(AnswerKind.WITHDRAWN));
  }

  @Test
  @DisplayName("E6: an answer that cannot be read is the trouble of who asked, and not of who reads the messages")
  void answer_thatCannotBeRead_failsWhoAsked() throws Exception {
    BlockingQueue<Integer> queue = line.shared().queue();
    FutureTask<Integer> waiting = start(queue::take);

    line.door.onAnswer(openNumber(), AnswerKind.DONE, Encoded.of(new byte[] {1, 2, 3}));

    assertInstanceOf(TaskTransferException.class, failureOf(waiting));
  }

  @Test
  @DisplayName("E6: answers that nobody waits for are dropped")
  void answer_toNobody_isDropped() {
    line.door.onAnswer(99, AnswerKind.DONE, Encoded.of(new byte[] {1}));
    line.door.onLost(99, "lost");

    assertEquals(5, line.shared().atomicLong(5).get());
  }

  @Test
  @DisplayName("R8: who waits for an answer that there was no memory for is out of memory")
  void lostAnswer_isAnOutOfMemoryError() throws Exception {
    BlockingQueue<Integer> queue = line.shared().queue();
    FutureTask<Integer> waiting = start(queue::take);

    line.door.onLost(openNumber(), "it does not fit");

    assertEquals("it does not fit", assertInstanceOf(OutOfMemoryError.class, failureOf(waiting)).getMessage());
  }

  @Test
  @DisplayName("E6: when the connection is gone, who waits and who asks later is told why")
  void door_abandoned_failsAllCalls() throws Exception {
    BlockingQueue<Integer> queue = line.shared().queue();
    FutureTask<Integer> waiting = start(queue::take);

    line.door.abandon(() -> new IllegalStateException("the connection is lost"));
    line.door.abandon(() -> new IllegalStateException("closed"));

    Throwable first = failureOf(waiting);
    Throwable later = assertThrows(IllegalStateException.class, queue::size);
    assertEquals("the connection is lost", first.getMessage());
    assertEquals("the connection is lost", later.getMessage());
    assertNotSame(first, later);
    assertEquals(1, line.open.size(), "it was asked over a connection that is lost");
  }

  @Test
  @DisplayName("E6: who was about to take its call back when the connection went is told why")
  void door_abandonedAmidstAWithdrawal_failsTheCall() throws Exception {
    BlockingQueue<Integer> queue = line.shared().queue();
    line.aheadOfWithdrawals = () -> {
      line.silent = true;
      line.door.abandon(() -> new IllegalStateException("the connection is lost"));
    };

    Throwable failure = assertThrows(IllegalStateException.class, () -> queue.poll(1, TimeUnit.MILLISECONDS));

    assertEquals("the connection is lost", failure.getMessage());
  }

  @Test
  @DisplayName("E6: at whatever moment the connection goes, nobody is left waiting")
  void door_abandonedWhileACallBegins_failsIt() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      try (Line fragile = new Line(space, "fragile-" + round)) {
        BlockingQueue<Integer> queue = fragile.shared().queue();
        FutureTask<Integer> waiting = new FutureTask<>(queue::take);
        asking = new Thread(waiting, "asking");
        asking.start();

        fragile.door.abandon(() -> new IllegalStateException("the connection is lost"));

        assertInstanceOf(IllegalStateException.class, failureOf(waiting));
      }
    }
  }

  @Test
  void means_areMadeWhenTheFirstObjectIsUsed() {
    assertEquals(0, line.meansMade.get());

    SharedLong number = line.shared().atomicLong(1);

    assertEquals(2, number.addAndGet(1));
    assertEquals(1, line.meansMade.get());
    assertSame(line.door.items(), line.door.items());
  }

  /** In a thread of its own; returns when it waits. */
  private FutureTask<Integer> start(Callable<Integer> call) {
    FutureTask<Integer> task = new FutureTask<>(call);
    asking = new Thread(task, "asking");
    asking.start();
    await().atMost(PATIENCE).until(() -> !line.open.isEmpty());
    return task;
  }

  private long openNumber() {
    return line.open.keySet().iterator().next();
  }

  private static Throwable failureOf(FutureTask<?> task) {
    return assertThrows(ExecutionException.class, () -> task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).getCause();
  }
}
