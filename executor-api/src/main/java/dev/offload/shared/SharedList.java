package dev.offload.shared;

import dev.offload.TaskFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list that tasks share. Each method is atomic by itself; a view of it ({@code subList}, an iterator that changes it) is a number of
 * calls. An iterator goes over the list as it was when the iteration began.
 */
public interface SharedList<E extends @Nullable Object> extends List<E> {
  /**
   * Applies a function to the list where it lives, with nobody else at it: {@code list.atomically(all -> { Collections.reverse(all); return
   * all.size(); })}. On backends that isolate the function travels like a task, and what it returns like a result.
   */
  <R extends @Nullable Object> R atomically(TaskFunction<? super List<E>, R> function);
}
