package dev.offload.spi.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskFunction;
import dev.offload.shared.SharedObjects;
import dev.offload.shared.SharedTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The core of shared objects, with every race in an order that the test chooses. */
final class SharedSpaceTest {
  private static final long KEY = 4711;
  private static final Object WORKER = "worker-1";
  private static final Object OTHER = "worker-2";

  private final ScriptedHost host = new ScriptedHost();
  private final SharedSpace space = new SharedSpace(KEY, host);
  private final SharedObjects shared = SharedSpace.objectsOf(KEY);
  private final List<Call> done = new ArrayList<>();

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  @DisplayName("H7: a timer that is cancelled in the moment when its time comes submits nothing")
  void timer_cancelledAheadOfItsAlarm_submitsNothing() {
    SharedTimer timer = shared.timer(Duration.ofSeconds(1), () -> { });

    assertTrue(timer.cancel());
    host.alarms.get(0).run();
    host.runForeign();

    assertTrue(host.submitted.isEmpty());
  }

  @Test
  @DisplayName("H7: a timer whose time has come submits its task, and cannot be cancelled")
  void timer_whoseTimeHasCome_submits() {
    SharedTimer timer = shared.timer(Duration.ofSeconds(1), () -> { });

    host.alarms.get(0).run();
    host.runForeign();

    assertEquals(1, host.submitted.size());
    assertFalse(timer.cancel());
  }

  @Test
  @DisplayName("H3: calls that come while a function runs wait for it, and are served in their order")
  void calls_whileAFunctionRuns_waitInOrder() {
    long number = make(new LongState.Maker(1));
    TaskFunction<Long, Long> twice = n -> n * 2;
    submit(number, new LongState.Apply(twice), WORKER);
    submit(number, new LongState.Add(10), WORKER);
    submit(number, new LongState.Apply(twice), OTHER);
    submit(number, new LongState.Get(), OTHER);

    assertTrue(done.isEmpty());
    host.runForeign();

    assertEquals(List.of(2L, 12L, 24L, 24L), done.stream().map(Call::answer).toList());
  }

  @Test
  @DisplayName("H3: while a function runs, who does not want to wait is told so at once")
  void call_thatMayNotWait_isAnsweredWhileAFunctionRuns() {
    long number = make(new LongState.Maker(1));
    TaskFunction<Long, Long> same = n -> n;
    submit(number, new LongState.Apply(same), WORKER);

    Call call = new Call(new LongState.Get(), new Caller(OTHER, 1), done::add);
    space.submit(number, call, false);

    assertEquals(Request.WAIT, call.answer());
  }

  @Test
  @DisplayName("H2: who waits for a function, and whose function it is, is told when the executor ends meanwhile")
  void calls_whileAFunctionRuns_areToldOfTheEnd() {
    long number = make(new LongState.Maker(1));
    TaskFunction<Long, Long> same = n -> n;
    Call running = submit(number, new LongState.Apply(same), WORKER);
    final Call waiting = submit(number, new LongState.Get(), WORKER);

    space.close();
    assertInstanceOf(IllegalStateException.class, waiting.failure());
    host.runForeign();

    assertEquals(List.of(waiting, running), done);
  }

  @Test
  @DisplayName("H6: the lock of a worker that is gone goes to the next who is not")
  void lock_ofAWorkerThatIsGone_goesToTheNextThatIsNot() {
    long lock = make(new LockState.Maker(LockState.Kind.LOCK));
    submit(lock, new LockState.Lock(), WORKER);
    final Call second = submit(lock, new LockState.Lock(), WORKER);
    final Call third = submit(lock, new LockState.Lock(), OTHER);

    gone(WORKER, true);

    assertEquals(true, third.answer());
    assertFalse(done.contains(second));
    assertEquals(true, submit(lock, new LockState.WasAbandoned(), OTHER).answer());
  }

  @Test
  @DisplayName("H6: a worker that waits for a condition, and is gone, takes no signal with it")
  void condition_ofAWorkerThatIsGone_signalsTheNext() {
    long lock = make(new LockState.Maker(LockState.Kind.LOCK));
    int condition = (int) submit(lock, new LockState.NewCondition(), WORKER).answer();
    submit(lock, new LockState.Lock(), WORKER);
    submit(lock, new LockState.Await(condition), WORKER);
    submit(lock, new LockState.Lock(), OTHER);
    Call waiting = submit(lock, new LockState.Await(condition), OTHER);

    gone(WORKER, true);
    submit(lock, new LockState.Lock(), "worker-3");
    submit(lock, new LockState.Signal(condition, false), "worker-3");
    assertNull(waiting.answer());
    submit(lock, new LockState.Unlock(), "worker-3");

    assertEquals(true, waiting.answer());
  }

  @Test
  @DisplayName("H6: a signal to a worker that is gone before it has the lock goes to the next who waits")
  void signal_toAWorkerThatIsGone_isPassedOn() {
    long lock = make(new LockState.Maker(LockState.Kind.LOCK));
    int condition = (int) submit(lock, new LockState.NewCondition(), WORKER).answer();
    submit(lock, new LockState.Lock(), WORKER);
    submit(lock, new LockState.Await(condition), WORKER);
    submit(lock, new LockState.Lock(), OTHER);
    Call waiting = submit(lock, new LockState.Await(condition), OTHER);
    submit(lock, new LockState.Lock(), "worker-3");
    submit(lock, new LockState.Signal(condition, false), "worker-3");

    gone(WORKER, true);
    assertNull(waiting.answer());
    submit(lock, new LockState.Unlock(), "worker-3");

    assertEquals(true, waiting.answer());
  }

  @Test
  @DisplayName("H3: who gives up waiting for a condition waits for its lock all the same")
  void condition_givenUp_waitsForItsLock() {
    long lock = make(new LockState.Maker(LockState.Kind.LOCK));
    int condition = (int) submit(lock, new LockState.NewCondition(), WORKER).answer();
    submit(lock, new LockState.Lock(), WORKER);
    Call waiting = submit(lock, new LockState.Await(condition), WORKER);
    submit(lock, new LockState.Lock(), OTHER);

    assertFalse(space.withdraw(lock, waiting));
    assertFalse(done.contains(waiting));
    submit(lock, new LockState.Unlock(), OTHER);

    assertEquals(false, waiting.answer());
    assertFalse(space.withdraw(lock, waiting), "it is done");
  }

  @Test
  @DisplayName("H6: permits that another has given back are not given back once more with their worker")
  void permits_givenBackByAnother_areGivenBackOnce() {
    long semaphore = make(new SemaphoreState.Maker(2, true));
    submit(semaphore, new SemaphoreState.Acquire(), WORKER);
    submit(semaphore, new SemaphoreState.Acquire(), WORKER);
    submit(semaphore, new SemaphoreState.Release(), OTHER);

    gone(WORKER, true);

    assertEquals(2, submit(semaphore, new SemaphoreState.Available(), OTHER).answer());
  }

  @Test
  @DisplayName("H6: a barrier does not break when a worker that was at it ends in good order")
  void barrier_ofAWorkerThatEndedInOrder_isWhole() {
    long barrier = make(new BarrierState.Maker(1));
    submit(barrier, new BarrierState.Await(), WORKER);

    gone(WORKER, false);

    assertEquals(false, submit(barrier, new BarrierState.IsBroken(), OTHER).answer());
  }

  @Test
  @DisplayName("H2: an object that does not exist is an error, and no trouble")
  void call_toNoObject_fails() {
    assertInstanceOf(IllegalArgumentException.class, submit(99, new LongState.Get(), WORKER).failure());
    assertThrows(IllegalArgumentException.class, () -> new DirectDoor(space).call(99, new LongState.Get(), 0));
  }

  @Test
  @DisplayName("H2: a request to an object of another kind is an error of who asked")
  void request_ofAnotherKind_fails() {
    assertInstanceOf(ClassCastException.class, submit(make(new LongState.Maker(1)), new LockState.Lock(), WORKER).failure());
  }

  private void gone(Object worker, boolean atWork) {
    space.forget(worker);
    space.leave(worker, atWork);
  }

  private long make(Maker maker) {
    return (long) submit(SharedSpace.ROOT, new SharedSpace.Make(maker, null), WORKER).answer();
  }

  private Call submit(long object, Request<?, ?> request, Object worker) {
    Call call = new Call(request, new Caller(worker, 1), done::add);
    space.submit(object, call, true);
    if (object == SharedSpace.ROOT) {
      done.remove(call);
    }
    return call;
  }
}
