package dev.offload.spi.shared;

import dev.offload.WaitInterruptedException;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which shared object it is, and the way there from whatever JVM it is in. Any thread. */
final class Handle implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long space;
  private final long object;
  private transient volatile @Nullable Door door;

  Handle(long space, long object) {
    this.space = space;
    this.object = object;
  }

  /** Another object of the same space. */
  Handle sibling(long other) {
    return new Handle(space, other);
  }

  /**
   * Asks, and waits for the answer, whatever interrupts come: for what does not wait for others, and for what the JDK waits for likewise.
   */
  @SuppressWarnings("unchecked")
  <R extends @Nullable Object> R ask(Request<?, R> request) {
    return (R) door().ask(object, request);
  }

  /** Asks, and waits for ever. */
  @SuppressWarnings("unchecked")
  <R extends @Nullable Object> R await(Request<?, R> request) throws InterruptedException {
    ensureNotInterrupted();
    return (R) door().call(object, request, Door.FOR_EVER);
  }

  /** Asks, and waits for so long; {@code otherwise} if the time runs out. */
  @SuppressWarnings("unchecked")
  <R extends @Nullable Object> R await(Request<?, R> request, long timeoutNanos, R otherwise) throws InterruptedException {
    ensureNotInterrupted();
    Object answer = door().call(object, request, timeoutNanos);
    return answer == Request.WAIT ? otherwise : (R) answer;
  }

  /** Asks, and does not wait; {@code otherwise} if it would have to. */
  @SuppressWarnings("unchecked")
  <R extends @Nullable Object> R tryNow(Request<?, R> request, R otherwise) {
    try {
      Object answer = door().call(object, request, 0);
      return answer == Request.WAIT ? otherwise : (R) answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException("interrupted while asking for a shared object", e);
    }
  }

  @Nullable Object pack(@Nullable Object value) {
    return door().items().pack(value);
  }

  @SuppressWarnings("unchecked")
  <T extends @Nullable Object> T unpack(@Nullable Object packed) {
    return (T) door().items().unpack(packed);
  }

  Object packFunction(Object function) {
    return Objects.requireNonNull(pack(Objects.requireNonNull(function, "function")));
  }

  List<@Nullable Object> packAll(Collection<?> values) {
    return values.stream().map(this::pack).collect(Collectors.toList());
  }

  <T extends @Nullable Object> List<T> unpackAll(List<@Nullable Object> packed) {
    return packed.stream().map(this::<T>unpack).collect(Collectors.toList());
  }

  private Door door() {
    Door known = door;
    if (known == null) {
      known = Doors.find(space);
      door = known;
    }
    return known;
  }

  private static void ensureNotInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before waiting for a shared object");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Handle that && that.space == space && that.object == object;
  }

  @Override
  public int hashCode() {
    return Objects.hash(space, object);
  }

  @Override
  public String toString() {
    return "#" + object;
  }
}
