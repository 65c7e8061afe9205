package dev.offload.spi.shared;

import org.jspecify.annotations.Nullable;

/** The door in the JVM of the executor. */
final class DirectDoor implements Door {
  private final SharedSpace space;

  DirectDoor(SharedSpace space) {
    this.space = space;
  }

  @Override
  public Items items() {
    return space.items();
  }

  @Override
  public @Nullable Object call(long object, Request<?, ?> request, long timeoutNanos) throws InterruptedException {
    Reply reply = new Reply();
    Call call = submit(object, request, timeoutNanos > 0, reply);
    return reply.await(timeoutNanos, () -> space.withdraw(object, call));
  }

  @Override
  public @Nullable Object ask(long object, Request<?, ?> request) {
    Reply reply = new Reply();
    submit(object, request, true, reply);
    return reply.await();
  }

  private Call submit(long object, Request<?, ?> request, boolean mayWait, Reply reply) {
    Call call = new Call(request, Caller.here(), done -> done.reply(reply));
    space.submitHere(object, call, mayWait);
    return call;
  }
}
