package dev.offload.codec.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskTransferException;
import dev.offload.codec.Encoded;
import dev.offload.codec.shared.Line.Asked;
import dev.offload.shared.SharedLock;
import dev.offload.spi.shared.SharedSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls from elsewhere as they come in, those too that no honest door makes. */
@Timeout(60)
class RemoteCallsTest {
  private static final int MAX_OPEN = 100_000;
  private static final int MAX_BYTES = 1 << 12;

  private final SharedSpace space = new SharedSpace(4713, new PackingHost());
  private final SharedCodec codec = Line.newCodec(MAX_BYTES);
  private final Line honest = new Line(space, "honest");
  private final List<Answered> answers = new ArrayList<>();
  private final RemoteCalls calls = calls("worker-1");

  private record Answered(long number, AnswerKind kind, Encoded body) {}

  private RemoteCalls calls(Object owner) {
    return new RemoteCalls(owner, () -> space, () -> codec, (number, kind, body) -> answers.add(new Answered(number, kind, body)));
  }

  @AfterEach
  void close() {
    honest.close();
    space.close();
  }

  @Test
  @DisplayName("H2: a call to no object fails")
  void call_toNoObject_fails() throws BadMessageException {
    BlockingQueue<Integer> queue = honest.shared().queue();

    calls.ask(1, new Question(99, 1, true), honest.record(queue::size).request());

    assertInstanceOf(IllegalArgumentException.class, failure());
  }

  @Test
  @DisplayName("E6: bytes that are no message are the trouble of who asked")
  void request_thatCannotBeRead_fails() throws BadMessageException {
    calls.ask(1, new Question(1, 1, true), Encoded.of(new byte[] {1, 2, 3}));

    assertInstanceOf(TaskTransferException.class, failure());
  }

  @Test
  @DisplayName("E6: a message that is no request is refused")
  void request_thatIsNone_isRefused() {
    Encoded text = codec.encode("text");
    Encoded nothing = codec.encode(null);

    refused("for what is no request", 1, new Question(1, 1, true), text);
    refused("for what is no request", 2, new Question(1, 1, true), nothing);
  }

  @Test
  @DisplayName("E6: a number stands for one open call")
  void number_ofAnOpenCall_isRefused() throws BadMessageException {
    BlockingQueue<Integer> queue = honest.shared().queue();
    Asked take = honest.record(queue::take);
    Asked size = honest.record(queue::size);
    ask(1, take);
    ask(2, size);
    ask(2, size);

    refused("twice by the number 1", 1, Question.from(size.question()), size.request());
  }

  @Test
  @DisplayName("E6: who asks on and on, and waits for no answer, is refused")
  void calls_tooManyAtOnce_areRefused() throws BadMessageException {
    BlockingQueue<Integer> queue = honest.shared().queue();
    Asked take = honest.record(queue::take);
    for (int number = 0; number < MAX_OPEN; number++) {
      ask(number, take);
    }

    refused("and does not wait for the answers", MAX_OPEN, Question.from(take.question()), take.request());
    queue.add(7);
    ask(MAX_OPEN, take);

    assertEquals(1, answers.size());
    calls.forget();
  }

  @Test
  @DisplayName("R8: a request that there was no memory for fails")
  void lostRequest_fails() {
    calls.onLost(1);

    assertTrue(assertInstanceOf(TaskTransferException.class, failure()).getMessage().contains("does not fit into the memory"));
  }

  @Test
  @DisplayName("H1: an answer that is too large fails")
  void answer_thatIsTooLarge_fails() throws BadMessageException {
    BlockingQueue<String> queue = honest.shared().queue();
    queue.add("x".repeat(2 * MAX_BYTES));

    ask(1, honest.record(queue::take));

    assertInstanceOf(TaskTransferException.class, failure());
  }

  @Test
  @DisplayName("H3: a call is taken back once, and one that is done or unknown not at all")
  void withdrawal_ofWhatWaits_isAnsweredOnce() throws BadMessageException {
    BlockingQueue<Integer> queue = honest.shared().queue();
    calls.withdraw(1);
    ask(1, honest.record(queue::take));
    ask(2, honest.record(queue::size));
    answers.clear();

    calls.withdraw(1);
    calls.withdraw(1);
    calls.withdraw(2);

    assertEquals(List.of(AnswerKind.WITHDRAWN), answers.stream().map(Answered::kind).toList());
  }

  @Test
  @DisplayName("H6: what an owner that can be told nothing waits for goes to others")
  void owner_thatCanBeToldNothing_isGivenNothing() throws BadMessageException {
    BlockingQueue<Integer> queue = honest.shared().queue();
    ask(1, honest.record(queue::take));

    calls.forget();
    queue.add(7);

    assertEquals(7, queue.poll());
    assertEquals(List.of(), answers);
  }

  @Test
  @DisplayName("H6: what an owner had is free when it is gone, and not before")
  void owner_thatIsGone_ownsNothing() throws BadMessageException {
    SharedLock lock = honest.shared().lock();
    ask(1, honest.record(lock::lock));
    calls.forget();
    assertFalse(lock.tryLock());

    calls.leave(true);

    assertTrue(lock.tryLock());
    assertTrue(lock.wasAbandoned());
  }

  @Test
  @DisplayName("H6: threads of the same number behind two doors are two")
  void threads_ofTwoOwners_areTwo() throws BadMessageException {
    SharedLock lock = honest.shared().reentrantLock();
    Asked locking = honest.record(lock::lock);
    RemoteCalls others = calls("worker-2");
    ask(1, locking);
    others.ask(2, Question.from(locking.question()), locking.request());

    others.forget();
    others.leave(true);

    assertEquals(List.of(1L), answers.stream().map(Answered::number).toList());
    assertFalse(lock.tryLock());
  }

  @Test
  @DisplayName("H6: the end of who never asked anything makes no shared objects")
  void owner_thatNeverAsked_leavesNothing() {
    RemoteCalls idle = new RemoteCalls("idle", () -> {
      throw new AssertionError("nobody asked");
    }, () -> codec, (number, kind, body) -> { });

    idle.withdraw(1);
    idle.forget();
    idle.leave(true);

    assertNull(honest.shared().queue().poll());
  }

  private void ask(long number, Asked like) throws BadMessageException {
    calls.ask(number, Question.from(like.question()), like.request());
  }

  private void refused(String why, long number, Question question, Encoded request) {
    BadMessageException e = assertThrows(BadMessageException.class, () -> calls.ask(number, question, request));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  /** Of the only answer. */
  private Throwable failure() {
    assertEquals(1, answers.size());
    assertEquals(AnswerKind.FAILED, answers.get(0).kind());
    return codec.failure(answers.get(0).body());
  }
}
