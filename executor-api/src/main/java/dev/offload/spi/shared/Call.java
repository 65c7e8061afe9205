package dev.offload.spi.shared;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request of one caller, from when it is made until it is answered. The cell guards it. */
public final class Call {
  private final Request<?, ?> request;
  private final Caller caller;
  private final Consumer<Call> onDone;
  private @Nullable Cell<?> cell;
  private int lane;
  private int step;
  private @Nullable Object memo;
  private boolean done;
  private @Nullable Object answer;
  private @Nullable Throwable failure;

  /** {@code onDone} is told once, with no lock held, by whatever thread; it must not block. */
  public Call(Request<?, ?> request, Caller caller, Consumer<Call> onDone) {
    this.request = request;
    this.caller = caller;
    this.onDone = onDone;
    this.lane = request.lane();
  }

  /** Who asks. */
  public Caller caller() {
    return caller;
  }

  /** The answer, once it is done and has not failed. */
  public @Nullable Object answer() {
    return answer;
  }

  /** Why there is no answer; null if there is one. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Passes on how it ended. */
  void reply(Reply to) {
    if (failure == null) {
      to.succeed(answer);
    } else {
      to.fail(failure);
    }
  }

  Request<?, ?> request() {
    return request;
  }

  int lane() {
    return lane;
  }

  /** It has come a step further, and waits in another lane from now on. */
  void moveTo(int newStep, int newLane) {
    step = newStep;
    lane = newLane;
  }

  int step() {
    return step;
  }

  @Nullable Object memo() {
    return memo;
  }

  /** Keeps something for a later step. */
  void keep(Object something) {
    memo = something;
  }

  /** How many calls wait in a lane. */
  int waitingIn(int other) {
    return Objects.requireNonNull(cell).waitingIn(other);
  }

  Items items() {
    return Objects.requireNonNull(cell).items();
  }

  void enter(Cell<?> entered) {
    cell = entered;
  }

  void succeed(@Nullable Object with) {
    answer = with;
    done = true;
  }

  void fail(Throwable with) {
    failure = with;
    done = true;
  }

  boolean isDone() {
    return done;
  }

  void tell() {
    onDone.accept(this);
  }
}
