package dev.offload.spi.shared;

import dev.offload.TaskFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list where it lives, and what can be asked of it. */
final class ListState {
  private List<@Nullable Object> elements = new ArrayList<>();
  private long version;

  record Maker() implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      return new ListState();
    }
  }

  record Size() implements Request<ListState, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(ListState list, Call call) {
      return list.elements.size();
    }
  }

  record Get(int index) implements Request<ListState, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(ListState list, Call call) {
      return list.elements.get(index);
    }
  }

  /** Answers the element before. */
  record Set(int index, @Nullable Object packed) implements Request<ListState, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(ListState list, Call call) {
      Object before = list.elements.set(index, packed);
      list.version++;
      return before;
    }
  }

  /** Inserts elements ahead of the one at the index, or behind all. */
  record Insert(int index, List<@Nullable Object> packed) implements Request<ListState, Boolean> {
    static final int AT_END = -1;
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(ListState list, Call call) {
      boolean changes = list.elements.addAll(index == AT_END ? list.elements.size() : index, packed);
      list.version++;
      return changes;
    }
  }

  /** Answers the element. */
  record RemoveAt(int index) implements Request<ListState, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(ListState list, Call call) {
      Object before = list.elements.remove(index);
      list.version++;
      return before;
    }
  }

  /** Takes an element out if nothing was changed since; answers whether it was so. */
  record RemoveIf(long seen, int index) implements Request<ListState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(ListState list, Call call) {
      boolean same = list.version == seen;
      if (same) {
        list.elements.remove(index);
        list.version++;
      }
      return same;
    }
  }

  /** The elements as they are now. */
  record All() implements Request<ListState, Contents> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(ListState list, Call call) {
      return new Contents(new ArrayList<>(list.elements), list.version);
    }
  }

  /**
   * The elements as they were.
   *
   * @param version changes with each change
   */
  record Contents(List<@Nullable Object> packed, long version) {}

  /** Replaces all elements if nothing was changed since; answers whether it was so. */
  record ReplaceIf(long seen, List<@Nullable Object> packed) implements Request<ListState, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(ListState list, Call call) {
      boolean same = list.version == seen;
      if (same) {
        list.elements = new ArrayList<>(packed);
        list.version++;
      }
      return same;
    }
  }

  /** Answers what the function returns. */
  record Apply(Object function) implements Request<ListState, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(ListState list, Call call) throws Exception {
      Items items = call.items();
      TaskFunction<List<@Nullable Object>, @Nullable Object> decoded = Update.function(items, function);
      List<@Nullable Object> open = list.elements.stream().map(items::unpack).collect(Collectors.toCollection(ArrayList::new));
      Object result = items.pack(decoded.apply(open));
      // Only now: if the function or its result fails, nothing has happened.
      list.elements = open.stream().map(items::pack).collect(Collectors.toCollection(ArrayList::new));
      list.version++;
      return result;
    }

    @Override
    public boolean isForeign() {
      return true;
    }
  }
}
