package dev.offload.spi.shared;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A queue where it lives, and what can be asked of it. */
final class QueueState {
  private static final int PUTTING = 1;
  private static final int TAKING = 2;

  private final int capacity;
  private final Deque<Element> elements = new ArrayDeque<>();

  private long numbers;

  private QueueState(int capacity) {
    this.capacity = capacity;
  }

  record Maker(int capacity) implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      return new QueueState(capacity);
    }
  }

  /**
   * An element where it stands.
   *
   * @param number tells it from equal ones
   */
  record Element(Object packed, long number) {}

  record Put(Object packed) implements Request<QueueState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(QueueState queue, Call call) {
      if (queue.elements.size() >= queue.capacity) {
        return WAIT;
      }
      return queue.elements.add(new Element(packed, queue.numbers++));
    }

    @Override
    public int lane() {
      return PUTTING;
    }
  }

  record Take() implements Request<QueueState, Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(QueueState queue, Call call) {
      Element first = queue.elements.poll();
      return first == null ? WAIT : first.packed();
    }

    @Override
    public int lane() {
      return TAKING;
    }
  }

  record Peek() implements Request<QueueState, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(QueueState queue, Call call) {
      Element first = queue.elements.peek();
      return first == null ? null : first.packed();
    }
  }

  record Size() implements Request<QueueState, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(QueueState queue, Call call) {
      return queue.elements.size();
    }
  }

  record Room() implements Request<QueueState, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(QueueState queue, Call call) {
      return queue.capacity == Integer.MAX_VALUE ? Integer.MAX_VALUE : queue.capacity - queue.elements.size();
    }
  }

  /** Takes up to so many out, and no more than fit into a message that is not too large: all of them, if there are as many as that. */
  record Drain(int max) implements Request<QueueState, Drained> {
    private static final int MOST_BYTES = 1 << 20;
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(QueueState queue, Call call) {
      List<@Nullable Object> drained = new ArrayList<>();
      long bytes = 0;
      while (drained.size() < max && bytes < MOST_BYTES && !queue.elements.isEmpty()) {
        Object packed = queue.elements.remove().packed();
        drained.add(packed);
        bytes += Packed.bytesOf(packed);
      }
      return new Drained(drained, bytes >= MOST_BYTES && drained.size() < max);
    }
  }

  /**
   * What was taken out.
   *
   * @param more whether there may be more that was wanted
   */
  record Drained(List<@Nullable Object> packed, boolean more) {}

  record Clear() implements Request<QueueState, @Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(QueueState queue, Call call) {
      queue.elements.clear();
      return null;
    }
  }

  /** The elements as they are now. */
  record All() implements Request<QueueState, List<Element>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(QueueState queue, Call call) {
      return new ArrayList<>(queue.elements);
    }
  }

  /** Takes those with these numbers out; answers how many there were. */
  record Remove(Set<Long> numbers) implements Request<QueueState, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(QueueState queue, Call call) {
      int before = queue.elements.size();
      queue.elements.removeIf(element -> numbers.contains(element.number()));
      return before - queue.elements.size();
    }
  }
}
