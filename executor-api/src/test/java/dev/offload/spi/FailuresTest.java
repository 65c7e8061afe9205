package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.RemoteTaskException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  @DisplayName("R1: the trace of where it ran goes on with the place of submission")
  void forFuture_appendsTheTaskAndItsPlace() {
    Throwable failure = new IllegalStateException("boom");
    int own = failure.getStackTrace().length;

    Throwable ready = Failures.forFuture(failure, "digest", SubmitSite.here());

    assertSame(failure, ready);
    assertEquals("submitted", ready.getStackTrace()[own].getMethodName());
    assertTrue(ready.getStackTrace()[own].toString().contains("as digest"), ready.getStackTrace()[own].toString());
  }

  @Test
  @DisplayName("R2: the same object thrown by two tasks is two objects in their futures")
  void forFuture_ofASharedThrowable_copies() {
    IllegalStateException shared = new IllegalStateException("shared", new RuntimeException("cause"));
    Throwable first = Failures.forFuture(shared, "one", SubmitSite.here());
    StackTraceElement[] trace = first.getStackTrace();

    Throwable second = Failures.forFuture(shared, "two", SubmitSite.here());

    assertNotSame(first, second);
    assertInstanceOf(IllegalStateException.class, second);
    assertEquals("cause", second.getCause().getMessage());
    assertTrue(Arrays.equals(trace, first.getStackTrace()), "the first one's trace was changed");
    assertEquals(1, Arrays.stream(second.getStackTrace()).filter(it -> it.getMethodName().equals("submitted")).count());
  }

  @Test
  @DisplayName("R4: a shared throwable that cannot be copied has a stand-in")
  void forFuture_ofASharedThrowableThatCannotTravel_isAStandIn() {
    Throwable shared = new Untransferable();
    Failures.forFuture(shared, "one", SubmitSite.here());

    Throwable second = Failures.forFuture(shared, "two", SubmitSite.here());

    RemoteTaskException standIn = assertInstanceOf(RemoteTaskException.class, second);
    assertEquals(Untransferable.class.getName(), standIn.originalClassName());
    assertEquals("cannot travel", standIn.originalMessage());
  }

  @Test
  @DisplayName("R3: a throwable whose own methods throw ends in its future all the same")
  void forFuture_ofAThrowableThatThrows_isAStandIn() {
    Throwable ready = Failures.forFuture(new Nasty(), "nasty", SubmitSite.here());

    assertTrue(Failures.describe(ready).contains(Nasty.class.getName()), Failures.describe(ready));
    assertTrue(Failures.describe(new Nasty()).contains(Nasty.class.getName()));
  }

  private static final class Untransferable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    @SuppressWarnings("serial")
    private final Object thread = Thread.currentThread();

    Untransferable() {
      super("cannot travel");
    }
  }

  private static final class Nasty extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no trace");
    }

    @Override
    public void setStackTrace(StackTraceElement[] trace) {
      throw new IllegalStateException("no new trace");
    }
  }
}
