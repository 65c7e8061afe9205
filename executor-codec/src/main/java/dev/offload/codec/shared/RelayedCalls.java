package dev.offload.codec.shared;

import dev.offload.codec.Encoded;
import dev.offload.codec.shared.RemoteCalls.Transport;
import dev.offload.spi.shared.Relay;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls that go on to the JVM where the objects live. */
public final class RelayedCalls implements Calls {
  private final Relay relay;
  private final Supplier<SharedCodec> codec;
  private final Transport transport;
  private volatile Relay.@Nullable Asker asker;

  /** Sends the answers that come back over {@code transport}. */
  public RelayedCalls(Relay relay, Supplier<SharedCodec> codec, Transport transport) {
    this.relay = relay;
    this.codec = codec;
    this.transport = transport;
  }

  @Override
  public void ask(long number, Question question, Encoded request) {
    Relay.Asker known = asker;
    if (known == null) {
      known = relay.enter(this::answer);
      asker = known;
    }
    known.ask(number, question.toBytes(), request.inline(), request.segments());
  }

  private void answer(long number, byte[] kind, byte[] answer, List<byte[]> segments) {
    try {
      transport.answer(number, AnswerKind.from(kind), new Encoded(answer, segments));
    } catch (BadMessageException e) {
      transport.answer(number, AnswerKind.FAILED, codec.get().encodeFailure(new IllegalStateException(e)));
    }
  }

  @Override
  public void onLost(long number) {
    transport.answer(number, AnswerKind.FAILED, codec.get().encodeFailure(RemoteCalls.noRoom()));
  }

  @Override
  public void withdraw(long number) {
    Relay.Asker known = asker;
    if (known != null) {
      known.withdraw(number);
    }
  }

  @Override
  public void forget() {
    // What is given to who is gone is free again when it has left.
  }

  @Override
  public void leave(boolean atWork) {
    Relay.Asker known = asker;
    if (known != null) {
      known.leave(atWork);
    }
  }
}
