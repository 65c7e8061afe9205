package dev.offload.cluster;

import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.MessageType;
import dev.offload.cluster.wire.Numbers;
import dev.offload.cluster.wire.Outcomes;
import dev.offload.cluster.wire.Outcomes.Outcome;
import dev.offload.codec.CodecBatch;
import dev.offload.codec.world.ClassWorld;
import dev.offload.spi.Elements;
import dev.offload.spi.Ended;
import dev.offload.spi.Job;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Elements of a map that a session has, and what it says of them, which is told in their order though messages overtake each other. */
final class SentElements {
  private static final int NOT_TOLD = -1;

  private final Job<?> job;
  private final Elements<?> elements;
  private final int from;
  private final int count;
  private final ClassWorld world;
  private final Report report;

  private final CompletableFuture<Void> answer = new CompletableFuture<>();

  // Guarded by this.
  private boolean isAsked;
  private final Map<Long, Message> early = new HashMap<>();
  private long next;
  private long end = NOT_TOLD;
  private long ranNanos;

  private SentElements(Job<?> job, Elements<?> elements, ClassWorld world, Report report) {
    this.job = job;
    this.elements = elements;
    this.from = elements.from();
    this.count = elements.count();
    this.world = world;
    this.report = report;
  }

  static SentElements of(Job<?> job, ClassWorld world, Report report) {
    return new SentElements(job, Objects.requireNonNull(job.elements()), world, report);
  }

  /** Who is told of elements. */
  interface Report {
    /** Some have ended, the next ones. */
    void ended(List<Ended<?>> some);

    /** Those from the index {@code at} on will not begin. */
    void gaveBack(int at);

    /** All have ended that were not given back. */
    void endedAll(long ranNanos);
  }

  /**
   * What is completed when what has not begun was given back. {@code question} asks the session for it, once: what it has kept then
   * begins.
   */
  CompletableFuture<?> askBack(Runnable question) {
    synchronized (this) {
      if (isAsked || answer.isDone()) {
        return answer;
      }
      isAsked = true;
    }
    question.run();
    return answer;
  }

  /** The session will begin so many of them. */
  synchronized void givenBack(long kept) {
    keep(kept);
    endQuestions();
  }

  /** The session has nothing more to say of what it will not begin. */
  void endQuestions() {
    answer.complete(null);
  }

  private void keep(long kept) {
    if (kept < count) {
      report.gaveBack(from + (int) kept);
    }
  }

  synchronized void hear(Message message) {
    long number = Numbers.in(message.head(), 0);
    if (message.type() == MessageType.ELEMENTS_ENDED) {
      end = number;
      ranNanos = Numbers.in(message.head(), 1);
      keep(end);
    } else {
      early.put(number, message);
    }
    tellNext();
  }

  private void tellNext() {
    List<Ended<?>> ended = new ArrayList<>();
    for (Message told = early.remove(next); told != null; told = early.remove(next)) {
      int some = countIn(told);
      ended.add(endedIn(told, from + (int) next, some));
      next += some;
    }
    if (!ended.isEmpty()) {
      report.ended(ended);
    }
    if (next == end) {
      report.endedAll(ranNanos);
    }
  }

  private static int countIn(Message told) {
    return told.type() == MessageType.LARGE_OUTCOME ? 1 : Outcomes.countIn(told.body().inline());
  }

  private Ended<?> endedIn(Message told, int first, int some) {
    return told.type() == MessageType.LARGE_OUTCOME
        ? Ended.elements(job, some, () -> elements.settle(first, () -> world.codec().decodeResult(told.body())))
        : Ended.elements(job, some, () -> settle(told.body().inline(), first));
  }

  private void settle(byte[] outcomes, int first) {
    try (CodecBatch batch = world.codec().openBatch()) {
      ByteBuffer rest = ByteBuffer.wrap(outcomes);
      for (int index = first; rest.hasRemaining(); index++) {
        settle(index, Outcomes.next(rest), outcomes, batch);
      }
    }
  }

  private void settle(int index, Outcome outcome, byte[] bytes, CodecBatch batch) {
    if (outcome.threw()) {
      elements.failed(index, batch.decodeFailure(Arrays.copyOfRange(bytes, outcome.offset(), outcome.offset() + outcome.length())));
    } else {
      elements.settle(index, () -> batch.decodeResult(bytes, outcome.offset(), outcome.length()));
    }
  }
}
