package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.shared.Pipe;
import dev.offload.shared.PipeEnd;
import dev.offload.shared.SharedLong;
import dev.offload.shared.SharedTimer;
import java.io.EOFException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pipes and timers: rule H7. */
public interface SharedPipeContract extends ContractSubject {
  @Test
  @DisplayName("H7: what is sent into one end of a pipe is received from the other, both ways")
  default void pipe_goesBothWays() throws Exception {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1)) {
      Pipe<List<Object>> pipe = executor.shared().pipe();
      TaskFuture<?> answering = executor.submit(() -> {
        PipeEnd<List<Object>> end = pipe.right();
        end.send(List.of("answer to", end.receive()));
      });

      pipe.left().send(Arrays.asList(42, null, "hello"));

      assertEquals(List.of("answer to", Arrays.asList(42, null, "hello")), pipe.left().receive());
      valueOf(answering);
      assertEquals(Optional.empty(), pipe.left().receive(Duration.ofMillis(5)));
    }
  }

  @Test
  @DisplayName("H7: a pipe that is closed gives what was sent, and then its end")
  default void pipe_closed_givesWhatWasSent() throws Exception {
    try (TaskExecutor executor = open(1)) {
      Pipe<String> pipe = executor.shared().pipe();
      valueOf(executor.submit(() -> {
        try (PipeEnd<String> left = pipe.left()) {
          left.send("one");
          left.send("two");
        }
      }));

      assertEquals("one", pipe.right().receive());
      assertEquals(Optional.of("two"), pipe.right().receive(PATIENCE));
      assertThrows(EOFException.class, () -> pipe.right().receive());
      assertThrows(EOFException.class, () -> pipe.right().receive(PATIENCE));
      assertThrows(EOFException.class, () -> pipe.right().send("nobody reads it"));
      assertThrows(EOFException.class, () -> pipe.left().receive());
      assertThrows(NullPointerException.class, () -> pipe.right().send(null));
    }
  }

  @Test
  @DisplayName("H7: a timer submits its task once, when its time has come")
  default void timer_submitsItsTaskOnce() {
    try (TaskExecutor executor = open(1)) {
      SharedLong hellos = executor.shared().atomicLong(0);
      SharedTimer timer = executor.shared().timer(Duration.ofMillis(1), hellos::incrementAndGet);

      eventually(() -> hellos.get() == 1, "the timer");

      assertFalse(timer.isPending());
      assertFalse(timer.cancel());
      assertEquals(1, hellos.get());
    }
  }

  @Test
  @DisplayName("H7: a timer can be cancelled before its time, once")
  default void timer_cancelled_isNotPending() {
    try (TaskExecutor executor = open(1)) {
      SharedTimer timer = executor.shared().timer(Duration.ofDays(1), () -> { });
      assertTrue(timer.isPending());

      assertTrue(valueOf(executor.submit(timer::cancel)));

      assertFalse(timer.cancel());
      assertFalse(timer.isPending());
    }
  }
}
