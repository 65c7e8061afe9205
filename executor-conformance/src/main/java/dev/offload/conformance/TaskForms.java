package dev.offload.conformance;

import dev.offload.Task;
import java.io.Serializable;
import java.util.concurrent.Callable;

/** An object that makes tasks which hold on to it: anonymous and inner classes, lambdas and references to its methods. */
public final class TaskForms implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int number;

  /** Makes tasks that return {@code number}, or a little more. */
  public TaskForms(int number) {
    this.number = number;
  }

  /** A callable of a class of its own, as users have them. */
  public record Constant(int value) implements Callable<Integer>, Serializable {
    @Override
    public Integer call() {
      return value;
    }
  }

  /** A task that is a record. */
  public record Doubled(int value) implements Task<Integer> {
    @Override
    public Integer call() {
      return 2 * value;
    }
  }

  /** A task that is an inner class. */
  public final class Inner implements Task<Integer> {
    private static final long serialVersionUID = 1L;

    /** Makes one that reads its outer object's number. */
    public Inner() {}

    @Override
    public Integer call() {
      return number + 1;
    }
  }

  /** A task that is an anonymous class. */
  public Task<Integer> anonymous() {
    return new Task<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public Integer call() {
        return number + 2;
      }
    };
  }

  /** A task that is a lambda and reads a field. */
  public Task<Integer> lambda() {
    return () -> number + 3;
  }

  /** For a reference to a method of this object. */
  public int method() {
    return number + 4;
  }
}
