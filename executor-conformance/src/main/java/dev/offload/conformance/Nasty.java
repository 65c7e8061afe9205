package dev.offload.conformance;

import java.io.PrintStream;
import java.io.PrintWriter;

/** Throwables whose own methods throw, and what else a task may do to those who have to report its end. */
final class Nasty {
  private Nasty() {}

  /** No method of it can be called. */
  static final class Untouchable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("getMessage");
    }

    @Override
    public String getLocalizedMessage() {
      throw new IllegalStateException("getLocalizedMessage");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("getCause");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("getStackTrace");
    }

    @Override
    public void setStackTrace(StackTraceElement[] stackTrace) {
      throw new IllegalStateException("setStackTrace");
    }

    @Override
    public void printStackTrace(PrintStream stream) {
      throw new IllegalStateException("printStackTrace");
    }

    @Override
    public void printStackTrace(PrintWriter writer) {
      throw new IllegalStateException("printStackTrace");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("hashCode");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("equals");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("toString");
    }
  }

  /** Its message is an endless recursion. */
  static final class Recursive extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      return "again: " + getMessage();
    }
  }

  /** Its own cause's cause. */
  static RuntimeException circular() {
    RuntimeException outer = new RuntimeException("outer");
    outer.initCause(new RuntimeException("inner", outer));
    return outer;
  }

  /** Has no stack trace and takes none. */
  static final class Stackless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stackless() {
      super("stackless", null, false, false);
    }
  }

  /** Fails in its static initialiser. */
  static final class Unloadable {
    static final int VALUE = Integer.parseInt("no number");

    private Unloadable() {}
  }
}
