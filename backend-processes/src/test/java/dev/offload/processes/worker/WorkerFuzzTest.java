package dev.offload.processes.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.offload.Action;
import dev.offload.Task;
import dev.offload.TaskFunction;
import dev.offload.codec.Codec;
import dev.offload.codec.CodecBatch;
import dev.offload.codec.CodecOptions;
import dev.offload.codec.Encoded;
import dev.offload.conformance.Extent;
import dev.offload.conformance.Soak;
import dev.offload.processes.wire.ChunkBody;
import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.ClassAnswer;
import dev.offload.processes.wire.Endpoint;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.Mutation;
import dev.offload.processes.wire.TaskHead;
import dev.offload.processes.wire.WireException;
import dev.offload.spi.TaskCall;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of a parent, gone wrong in every way, against the loop and the task thread of a child. */
@Tag(Soak.TAG)
class WorkerFuzzTest {
  private static final int MUTATIONS = Extent.times(4_000, 20_000, 1_000_000);
  private static final int MAX_FRAME_BYTES = 257 << 20;
  private static final long MIB = 1 << 20;
  private static final int LAST_SLOT = ClaimBoard.SLOTS - 1;

  @TempDir private Path directory;
  private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
  private final Codec codec = new Codec(
      CodecOptions.defaults().withAllowedClasses(List.of(WorkerFuzzTest.class.getName())), WorkerFuzzTest.class.getClassLoader());
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final Encoded initializer = codec.encodeCall(new TaskCall.OfAction((Action) () -> System.setProperty("fuzz", "prepared")));
  private final Encoded task = codec.encodeCall(new TaskCall.OfFunction<>(WorkerFuzzTest::describe, new ArrayList<>(List.of("a", 1, 2.5))));
  private final Encoded large = codec.encodeCall(new TaskCall.OfFunction<>(WorkerFuzzTest::describe,
      new ArrayList<>(List.of("a", new byte[Encoded.LEAST_SEGMENT_BYTES], new long[Encoded.LEAST_SEGMENT_BYTES]))));
  private final Encoded last = codec.encodeCall(new TaskCall.OfCallable<>((Task<Object>) WorkerFuzzTest::endOfSession));
  private final PrintStream err = System.err;
  private ServerSocketChannel listener;
  private ClaimBoard board;
  private long ids;
  private long mutated;
  private long refused;
  private long sessions;
  private long mostAllocated;

  private static String describe(List<Object> list) {
    return "it is " + list;
  }

  private static Object endOfSession() {
    throw new OutOfMemoryError("end of the session");
  }

  /** Takes the end of the JVM for the end of its own thread. */
  private static final class MortalTaskThread extends TaskThread {
    private volatile WorkerExitCode ended;

    MortalTaskThread(FrameChannel channel, ReadingTurn turn, ClaimBoard board, ParentClasses classes) {
      super(new Workplace("worker-1", channel, turn, board, classes, TaskOutput.install(""), Optional.empty()));
    }

    @Override
    void endJvm(WorkerExitCode code) {
      ended = ended == null ? code : ended;
      throw new EndOfJvm();
    }
  }

  private static final class EndOfJvm extends Error {
    private static final long serialVersionUID = 1L;

    EndOfJvm() {
      super("the JVM would have ended", null, false, false);
    }
  }

  @BeforeEach
  void open() throws IOException {
    // A task thread says on standard error that it ends, which here each does.
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    listener = Endpoint.listen(directory.resolve("socket"));
    board = ClaimBoard.create(directory.resolve("board"));
  }

  @AfterEach
  void close() throws IOException {
    System.setErr(err);
    listener.close();
  }

  @Test
  @DisplayName("E6: a million frames that went wrong end a child by an exception of the wire, and its task thread by nothing else")
  void child_hearsMutatedFrames_endsByTypedExceptions() throws Exception {
    Random random = new Random(seed);
    long began = System.nanoTime();

    while (mutated < MUTATIONS && surprises.isEmpty()) {
      playSession(random);
    }

    assertEquals(List.of(), List.copyOf(surprises), told());
    assertTrue(mostAllocated < 64 * MIB, "a parent made its child allocate " + mostAllocated + " bytes; " + told());
    assertTrue(refused > sessions / 20, "only " + refused + " parents were refused; " + told());
    report(System.nanoTime() - began);
  }

  private void playSession(Random random) throws Exception {
    sessions++;
    Thread parent;
    try (SocketChannel far = Endpoint.connect(Endpoint.addressOf(listener));
        FrameChannel near = new FrameChannel(listener.accept(), MAX_FRAME_BYTES)) {
      ReadingTurn turn = new ReadingTurn(near);
      ParentClasses classes = new ParentClasses(near, loader -> codec, turn::listenNow);
      ParentDoor door = new ParentDoor(near, classes, MAX_FRAME_BYTES, turn::listenNow);
      MortalTaskThread tasks = new MortalTaskThread(near, turn, board, classes);
      tasks.setUncaughtExceptionHandler((thread, e) -> {
        if (!(e instanceof EndOfJvm)) {
          surprises.add("the task thread threw " + e);
        }
      });
      parent = startParent(far, script(random));
      run(new WorkerLoop(turn, new Instructions(near, turn, classes, door, tasks) {
        @Override
        void stop() {
          // The JVM of this test goes on.
        }
      }, tasks));
      end(tasks);
    }
    parent.join();
  }

  /** In a thread of its own: a large task waits until the child has read of it. */
  private static Thread startParent(SocketChannel far, List<byte[]> frames) {
    Thread parent = new Thread(() -> {
      try {
        write(far, frames);
        far.shutdownOutput();
      } catch (IOException e) {
        // The child has had enough.
        return;
      }
    }, "parent");
    parent.start();
    return parent;
  }

  private void run(WorkerLoop loop) {
    long before = allocated();
    try {
      loop.run();
    } catch (WireException e) {
      refused++;
    } catch (Throwable e) {
      surprises.add("the loop threw " + e + " at " + e.getStackTrace()[0]);
    }
    mostAllocated = Math.max(mostAllocated, allocated() - before);
  }

  /** A task that runs out of memory is the last one, if there was an end to all before it. */
  private void end(MortalTaskThread tasks) throws InterruptedException {
    if (tasks.getState() == Thread.State.NEW) {
      return;
    }
    long id = sessions << 32 | LAST_SLOT;
    board.offer(id);
    tasks.add(new TaskOrder(id, new TaskHead(id, 1, 0, ""), last, false, false));
    tasks.join(60_000);
    assertFalse(tasks.isAlive(), () -> "the task thread hangs; " + told());
    if (tasks.ended != WorkerExitCode.OUT_OF_MEMORY && tasks.ended != WorkerExitCode.INITIALIZER_FAILED) {
      surprises.add("the task thread ended with " + tasks.ended);
    }
  }

  private List<byte[]> script(Random random) {
    List<Frame> frames = new ArrayList<>();
    frames.add(Frame.withBody(FrameType.WELCOME, 0, random.nextBoolean() ? initializer.inline() : new byte[0]));
    for (int i = random.nextInt(4); i >= 0; i--) {
      frames.addAll(order(random));
    }
    frames.add(Frame.of(FrameType.STOP, 0));
    List<byte[]> bytes = new ArrayList<>();
    boolean broken = false;
    for (int i = 0; i < frames.size() && !broken; i++) {
      Mutation mutation = mutate(frames.get(i), frames, random);
      bytes.addAll(mutation.frames());
      broken = mutation.isBroken();
    }
    return bytes;
  }

  private List<Frame> order(Random random) {
    long id = nextId();
    board.offer(id);
    if (random.nextInt(8) == 0) {
      board.tryRecall(id);
    }
    Encoded call = random.nextInt(8) == 0 ? large : task;
    byte[] taskHead = new TaskHead(id, 1, 0, "fuzzed").toBytes();
    Frame order = random.nextInt(4) == 0
        ? chunk(id, random)
        : Frame.of(FrameType.RUN_TASK, id, taskHead, call.inline(), call.segments());
    FrameType[] talk = {FrameType.INTERRUPT, FrameType.STACK_REQUEST, FrameType.CLASS_REPLY, FrameType.SHARED_ANSWER};
    byte[] head = ClassAnswer.of(ClassAnswer.Kind.HERE).toBytes();
    return List.of(order, Frame.of(talk[random.nextInt(talk.length)], id, head, new byte[9]));
  }

  /** Elements, of which some may be missing or were taken back. */
  private Frame chunk(long id, Random random) {
    board.offer(id, random.nextInt(4));
    TaskFunction<Integer, Integer> next = number -> number + 1;
    ByteBuffer elements = ByteBuffer.allocate(100);
    try (CodecBatch batch = codec.openBatch()) {
      for (int number = random.nextInt(4); number > 0; number--) {
        batch.tryEncodeArguments(new TaskCall.OfFunction<>(next, number),
            (bytes, offset, length) -> elements.putInt(length).put(bytes, offset, length));
      }
    }
    byte[] code = codec.encodeCode(new TaskCall.OfFunction<>(next, 0)).inline();
    return Frame.of(FrameType.RUN_CHUNK, id, new TaskHead(id, 1, 0, "").toBytes(), ChunkBody.toBytes(code, elements.flip()));
  }

  /** The slots are taken in turn, but for the one of the last task, which no number that went wrong may begin. */
  private long nextId() {
    ids += ClaimBoard.slotOf(ids + 1) == LAST_SLOT ? 2 : 1;
    return ids;
  }

  private Mutation mutate(Frame frame, List<Frame> others, Random random) {
    if (random.nextInt(3) > 0) {
      return Mutation.none(frame);
    }
    mutated++;
    return Mutation.of(frame, others.get(random.nextInt(others.size())), random);
  }

  private static void write(SocketChannel far, List<byte[]> frames) throws IOException {
    for (byte[] frame : frames) {
      ByteBuffer bytes = ByteBuffer.wrap(frame);
      while (bytes.hasRemaining()) {
        far.write(bytes);
      }
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private String told() {
    return "repeat it with -Dfuzz.seed=" + seed;
  }

  private void report(long nanos) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("frames mutated", mutated);
    figures.put("parents played", sessions);
    figures.put("parents refused by a WireException", refused);
    figures.put("other exceptions", surprises.size());
    figures.put("most that one parent made its child allocate, KiB", mostAllocated >> 10);
    figures.put("seconds", nanos / 1_000_000_000);
    figures.put("seed", seed);
    Soak.report("Channel fuzz, the child's side", figures);
    System.out.println("worker fuzz: " + figures);
  }
}
