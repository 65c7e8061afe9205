package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.messageOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A test that hangs is ended, and its stacks are shown. */
class WatchdogTest {
  private static final Duration SOON = Duration.ofMillis(100);

  @Test
  void watchdog_overATestThatHangs_failsItAndPrintsStacks() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(output, true, StandardCharsets.UTF_8));
    try (Watchdog watchdog = Watchdog.over(Thread.currentThread(), "the hanging test", SOON)) {
      AssertionError failure = assertThrows(AssertionError.class, () -> watchdog.watch(() -> {
        new CountDownLatch(1).await();
        return null;
      }));

      assertMentions(messageOf(failure), "the hanging test", "ran longer");
      assertEquals(InterruptedException.class, failure.getCause().getClass());
    } finally {
      System.setErr(before);
    }
    assertMentions(output.toString(StandardCharsets.UTF_8), "the hanging test hangs", "CountDownLatch.await", "WatchdogTest");
    assertFalse(Thread.currentThread().isInterrupted(), "the flag does not go on to the next test");
  }

  @Test
  void watchdog_overATestThatFails_passesItsFailureOn() {
    try (Watchdog watchdog = Watchdog.over(Thread.currentThread(), "the failing test", Duration.ofMinutes(1))) {
      AssertionError failure = assertThrows(AssertionError.class, () -> watchdog.watch(() -> {
        throw new AssertionError("its own");
      }));

      assertEquals("its own", failure.getMessage());
    }
  }
}
