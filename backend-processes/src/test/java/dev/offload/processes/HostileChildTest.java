package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.RemoteTaskException;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.WorkerLostException;
import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.codec.Encoded;
import dev.offload.processes.wire.ClassAnswer;
import dev.offload.processes.wire.ClassQuery;
import dev.offload.processes.wire.ClassQuery.Kind;
import dev.offload.processes.wire.EndHead;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.Mutation;
import java.awt.Point;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** A child has proved who it is, and its code may still be anybody's: it may say what it likes, and harms its own tasks only. */
class HostileChildTest extends StagedTest {
  private static final int RIGHT = 42;
  private static final int WRONG = 13;
  private static final Codec CODEC = new Codec(CodecOptions.defaults(), HostileChildTest.class.getClassLoader());
  private static final String CLASS_FILE = HostileChildTest.class.getName().replace('.', '/') + ".class";

  static Stream<Arguments> lies() {
    return Stream.of(
        lie("skips a task that nobody recalled", (puppet, task) -> puppet.say(Frame.of(FrameType.TASK_SKIPPED, task.id())),
            "TASK_SKIPPED for task \"task-1\", which is OFFERED and not RECALLED"),
        lie("returns from a task it has not begun", (puppet, task) -> puppet.say(result(task, WRONG)),
            "TASK_SUCCEEDED for task \"task-1\", which is OFFERED and not BEGUN"),
        lie("fails in a task it has not begun", (puppet, task) -> puppet.say(end(FrameType.TASK_FAILED, task, new byte[0])),
            "TASK_FAILED for task \"task-1\", which is OFFERED and not BEGUN"),
        lie("begins a task it does not have", (puppet, task) -> puppet.say(Frame.of(FrameType.TASK_STARTED, 99)),
            "TASK_STARTED for task 99, which the worker does not have"),
        lie("returns from a task it does not have",
            (puppet, task) -> puppet.say(Frame.withHead(FrameType.TASK_SUCCEEDED, -1, new EndHead(0).toBytes())),
            "TASK_SUCCEEDED for task -1, which the worker does not have"),
        lie("is ready twice", (puppet, task) -> puppet.say(Frame.of(FrameType.READY, 0)), "does not send READY"),
        lie("fails in its initializer although it is ready", (puppet, task) -> puppet.say(Frame.of(FrameType.INITIALIZER_FAILED, 0)),
            "does not send INITIALIZER_FAILED"),
        lie("gives orders", (puppet, task) -> puppet.say(Frame.of(FrameType.RUN_TASK, task.id())), "a child does not send RUN_TASK"),
        lie("tells no number as progress", (puppet, task) -> puppet.say(progress(task, Double.NaN)), "fraction must be >= 0.0"),
        lie("tells half a head", (puppet, task) -> puppet.say(Frame.withHead(FrameType.TASK_PROGRESS, task.id(), new byte[5])),
            "makes no sense"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  @DisplayName("E6: a child that says what cannot be is let go, and its task that has not begun runs elsewhere")
  void child_thatLies_losesItsTaskToAnother(String name, Act act, String trouble) throws Exception {
    try (TaskExecutor executor = openOne()) {
      TaskFuture<Integer> future = executor.submit(() -> RIGHT);
      Puppet liar = stage().next();
      act.play(liar, liar.readyForTask());
      assertTrue(liar.trouble().contains("WireException: ") && liar.trouble().contains(trouble), liar.trouble());

      finish(stage().next());

      assertEquals(RIGHT, future.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
  }

  static Stream<Arguments> laterLies() {
    return Stream.of(
        lie("begins it again", (puppet, task) -> puppet.say(Frame.of(FrameType.TASK_STARTED, task.id())), "is BEGUN and not OFFERED"),
        lie("skips it", (puppet, task) -> puppet.say(Frame.of(FrameType.TASK_SKIPPED, task.id())), "is BEGUN and not RECALLED"),
        lie("gives it back as an order", (puppet, task) -> puppet.say(Frame.of(FrameType.RUN_TASK, task.id())), "does not send RUN_TASK"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laterLies")
  @DisplayName("E9: a task that a lying child has begun is lost, and does not run again")
  void child_thatLiesAboutATaskItHasBegun_losesIt(String name, Act act, String trouble) throws Exception {
    try (TaskExecutor executor = openOne()) {
      TaskFuture<Integer> future = executor.submit(() -> RIGHT);
      Puppet liar = stage().next();
      Frame task = liar.readyForTask();
      liar.begin(task);
      act.play(liar, task);

      ExecutionException e = assertThrows(ExecutionException.class,
          () -> future.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertEquals(WorkerLostException.class, e.getCause().getClass());
      assertTrue(e.getCause().getMessage().contains(trouble), e.getCause().getMessage());
    }
  }

  @Test
  @DisplayName("E9: a task that a child has claimed and not told of does not run again when the child breaks the protocol")
  void child_thatLiesAboutATaskItHasClaimed_losesIt() throws Exception {
    try (TaskExecutor executor = openOne()) {
      TaskFuture<Integer> future = executor.submit(() -> RIGHT);
      Puppet liar = stage().next();
      Frame task = liar.readyForTask();
      assertTrue(liar.claim(task));
      liar.say(Frame.of(FrameType.RUN_TASK, task.id()));

      ExecutionException e = assertThrows(ExecutionException.class,
          () -> future.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertEquals(WorkerLostException.class, e.getCause().getClass());
    }
  }

  @Test
  @DisplayName("K7: a second reply is no reply: the first result stays, the child is let go, the next task runs")
  void child_thatRepliesTwice_isLetGo() throws Exception {
    try (TaskExecutor executor = openOne()) {
      TaskFuture<Integer> first = executor.submit(() -> RIGHT);
      Puppet liar = stage().next();
      Frame task = liar.readyForTask();
      liar.begin(task);
      liar.say(result(task, RIGHT));
      liar.say(result(task, WRONG));

      assertEquals(RIGHT, first.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertTrue(liar.trouble().contains("which the worker does not have"), liar.trouble());
      TaskFuture<Integer> next = executor.submit(() -> RIGHT);
      finish(stage().next());
      assertEquals(RIGHT, next.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Test
  @DisplayName("E6: a stack that nobody asked for, and progress of a task that has ended, are passed over")
  void child_thatTellsMoreThanAsked_goesOn() throws Exception {
    try (TaskExecutor executor = openOne()) {
      TaskFuture<Integer> future = executor.submit(() -> RIGHT);
      Puppet talker = stage().next();
      Frame task = talker.readyForTask();
      talker.say(Frame.withHead(FrameType.STACK_REPLY, task.id(), new byte[] {1, 2, 3}));
      talker.say(progress(task, 0.5));
      talker.begin(task);
      talker.say(result(task, RIGHT));

      assertEquals(RIGHT, future.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertTrue(talker.isStillWanted(), "it was let go");
    }
  }

  @Test
  @DisplayName("E6: a child that asks for classes and never takes them is let go before the answers fill the heap")
  void child_thatAsksForClassesEndlessly_isLetGo() throws Exception {
    try (TaskExecutor executor = openOne()) {
      executor.submit(() -> RIGHT);
      Puppet greedy = stage().next();
      greedy.readyForTask();
      Thread asking = new Thread(() -> askWhileWanted(greedy));
      asking.start();

      assertTrue(greedy.trouble().contains("asks for classes and does not take them"), greedy.trouble());
      asking.join();
      finish(stage().next());
    }
  }

  private static void askWhileWanted(Puppet greedy) {
    long asked = 0;
    while (greedy.write(Mutation.bytesOf(Frame.withHead(FrameType.CLASS_REQUEST, asked, query(Kind.CONTENT, CLASS_FILE))))) {
      asked++;
    }
  }

  @Test
  @DisplayName("R4: with an allow-list the parent makes nothing else from what a child sends, be it a result or a failure")
  void child_thatSendsWhatIsNotAllowed_failsItsTasks() throws Exception {
    try (TaskExecutor executor = stage().open(settings -> settings
        .option("processes.allowedClasses", HostileChildTest.class.getName()))) {
      TaskFuture<Object> result = executor.submit(() -> RIGHT);
      TaskFuture<Object> failure = executor.submit(() -> RIGHT);
      Puppet sender = stage().next();
      Frame first = sender.readyForTask();
      sender.begin(first);
      sender.say(end(FrameType.TASK_SUCCEEDED, first, CODEC.encodeResult(new Point(1, 2)).inline()));
      Frame second = sender.hear(FrameType.RUN_TASK);
      sender.begin(second);
      sender.say(end(FrameType.TASK_FAILED, second, CODEC.encodeFailure(new AssertionFailedError("no"))));

      ExecutionException e = assertThrows(ExecutionException.class, () -> result.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertTrue(e.getCause().getMessage().contains("class java.awt.Point is not allowed to travel"), e.getCause().getMessage());
      e = assertThrows(ExecutionException.class, () -> failure.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertEquals(RemoteTaskException.class, e.getCause().getClass());
      assertTrue(sender.isStillWanted(), "the worker was lost for it");
    }
  }

  @Test
  @DisplayName("R4: a result whose segments are not those of its message fails its own task, and the child goes on")
  void child_thatSendsSegmentsTooMany_failsItsTask() throws Exception {
    try (TaskExecutor executor = openOne()) {
      TaskFuture<Integer> future = executor.submit(() -> RIGHT);
      Puppet liar = stage().next();
      Frame task = liar.readyForTask();
      liar.begin(task);
      liar.say(Frame.of(FrameType.TASK_SUCCEEDED, task.id(), new EndHead(0).toBytes(), CODEC.encodeResult(1).inline(),
          List.of(new byte[1 << 16])));

      ExecutionException e = assertThrows(ExecutionException.class, () -> future.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertTrue(e.getCause().getMessage().contains("segments too many") && liar.isStillWanted(), e.getCause().getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", ".", "..", "a..b", ".a", "a.", "../../../../etc/passwd", "/etc/passwd", "a/b", "a\\b", "C:a", "a\0b", "[I", "a;b"})
  @DisplayName("E6: what cannot be the name of a class is no class, and nothing is looked for")
  void child_thatAsksForWhatIsNoClass_getsNone(String name) throws Exception {
    try (TaskExecutor executor = openOne()) {
      executor.submit(() -> RIGHT);
      Puppet asking = stage().next();
      Frame task = asking.readyForTask();
      Frame missing = ask(asking, Kind.MISSING_CLASS, name);
      Frame atHand = ask(asking, Kind.CLASS_AT_HAND, name);
      Frame found = ask(asking, Kind.CONTENT, CLASS_FILE);

      for (Frame none : List.of(missing, atHand)) {
        assertEquals(ClassAnswer.of(ClassAnswer.Kind.NONE), ClassAnswer.from(none.head()), "there was an answer to \"" + name + "\"");
        assertEquals(0, none.body().length);
      }
      assertTrue(found.body().length > 1_000, "a class file was not found");
      asking.begin(task);
      asking.say(result(task, RIGHT));
    }
  }

  private static Frame ask(Puppet asking, Kind kind, String name) throws Exception {
    asking.say(Frame.withHead(FrameType.CLASS_REQUEST, 7, query(kind, name)));
    return asking.hear(FrameType.CLASS_REPLY);
  }

  private static byte[] query(Kind kind, String name) {
    return new ClassQuery(kind, 0, name, 0).toBytes();
  }

  private TaskExecutor openOne() {
    return stage().open(settings -> settings);
  }

  /** Does a task as a child should. */
  private void finish(Puppet honest) throws Exception {
    Frame task = honest.readyForTask();
    honest.begin(task);
    honest.say(end(FrameType.TASK_SUCCEEDED, task, CODEC.encodeResult(CODEC.decodeCall(Encoded.of(task.body())).call()).inline()));
  }

  private static Frame result(Frame task, int value) {
    return end(FrameType.TASK_SUCCEEDED, task, CODEC.encodeResult(value).inline());
  }

  private static Frame end(FrameType type, Frame task, byte[] body) {
    return Frame.of(type, task.id(), new EndHead(0).toBytes(), body);
  }

  private static Frame progress(Frame task, double fraction) {
    return Frame.withHead(FrameType.TASK_PROGRESS, task.id(), ByteBuffer.allocate(10).putDouble(fraction).array());
  }
}
