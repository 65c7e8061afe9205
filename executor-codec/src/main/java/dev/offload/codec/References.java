package dev.offload.codec;

import com.esotericsoftware.kryo.util.MapReferenceResolver;
import java.util.ArrayList;
import java.util.List;

/**
 * Which object is which within one message. An object that is built only when its parts are there (a record, a lambda, an immutable
 * collection) cannot be referred to from inside itself: between {@link #open} and {@link #close} such a reference is an error.
 */
final class References extends MapReferenceResolver {
  // After a larger message the tables go back to this size: clearing them costs time on every message.
  private static final int KEPT_CAPACITY = 128;
  private static final Refusal CYCLE = new Refusal(
      "a cycle leads back to this object, which can be built only when its parts are there",
      "Break the cycle, or let it run through an object with ordinary fields or a mutable collection");

  private final List<Object> open = new ArrayList<>();

  References() {
    super(KEPT_CAPACITY);
  }

  /** Begins to write the parts of {@code object}, which will be built last. */
  void open(Object object) {
    open.add(object);
  }

  /** Ends what the last {@link #open} began. */
  void close() {
    open.remove(open.size() - 1);
  }

  @Override
  public int getWrittenId(Object object) {
    int id = super.getWrittenId(object);
    if (id != -1 && isOpen(object)) {
      throw CYCLE.toFailure();
    }
    return id;
  }

  @Override
  public Object getReadObject(@SuppressWarnings("rawtypes") Class type, int id) {
    Object object = super.getReadObject(type, id);
    if (object == null) {
      throw CYCLE.toFailure();
    }
    return object;
  }

  @Override
  public void reset() {
    // Most small messages have no objects that can be referred to; for these there is nothing to clear.
    if (writtenObjects.size > 0 || !readObjects.isEmpty()) {
      super.reset();
    }
    open.clear();
  }

  private boolean isOpen(Object object) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i) == object) {
        return true;
      }
    }
    return false;
  }
}
