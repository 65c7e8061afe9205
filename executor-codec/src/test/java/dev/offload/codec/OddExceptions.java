package dev.offload.codec;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Exceptions whose own methods throw or never end. */
final class OddExceptions {
  private OddExceptions() {}

  abstract static class Odd extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Odd() {
      super("odd");
    }
  }

  static final class ThrowsInWriteObject extends Odd {
    private static final long serialVersionUID = 1L;

    private void writeObject(ObjectOutputStream out) throws IOException {
      throw new IOException("no");
    }
  }

  static final class ThrowsInReadObject extends Odd {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) throws IOException {
      throw new StackOverflowError("no");
    }
  }

  static final class ThrowsInToString extends Odd {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException("no");
    }
  }

  static final class EndlessToString extends Odd {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return toString() + "!";
    }
  }

  static final class ThrowsInGetCause extends Odd {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      throw new OutOfMemoryError("no");
    }
  }

  static final class EndlessCauses extends Odd {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      return new EndlessCauses();
    }
  }

  static final class NoTrace extends Odd {
    private static final long serialVersionUID = 1L;

    @Override
    public StackTraceElement[] getStackTrace() {
      return null;
    }
  }

  static final class ThrowsInGetMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no");
    }
  }
}
