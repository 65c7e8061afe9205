package dev.offload.processes.worker;

import dev.offload.Task;
import dev.offload.TaskContext;
import dev.offload.TaskFunction;
import dev.offload.codec.Codec;
import dev.offload.codec.CodecBatch;
import dev.offload.codec.CodecOptions;
import dev.offload.codec.Encoded;
import dev.offload.processes.wire.ChunkBody;
import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Endpoint;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.Hello;
import dev.offload.processes.wire.TaskHead;
import dev.offload.processes.wire.WorkerSetup;
import dev.offload.spi.TaskCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The main class of a JVM that makes an archive of what it has loaded: a worker that gives itself a few tasks. It is no part of any
 * executor; its parent only waits for its end.
 */
public final class Rehearsal {
  /** How the names of its files begin, which it leaves. */
  public static final String FILES = "rehearsal";

  private static final int MAX_MESSAGE_BYTES = 1 << 20;
  private static final int ELEMENTS = 20;
  private static final int MAX_ELEMENT_BYTES = 1 << 10;
  private static final String MARK = "\u0001rehearsal:";

  private final Codec codec =
      new Codec(CodecOptions.defaults().withMaxBytes(MAX_MESSAGE_BYTES), Rehearsal.class.getClassLoader());
  private final ClaimBoard board;
  private final WorkerSetup setup;
  private int id;

  private Rehearsal(ClaimBoard board, WorkerSetup setup) {
    this.board = board;
    this.setup = setup;
  }

  /** A value of the kind that tasks are given and return. */
  private record Order(String item, int count, List<String> notes) {}

  /** Runs in the directory given, which is that of the executor. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    ServerSocketChannel listener = Endpoint.listen(directory.resolve(FILES));
    Path boardFile = directory.resolve(FILES + ".claims");
    ClaimBoard board = ClaimBoard.create(boardFile);
    long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    WorkerSetup setup = new WorkerSetup(Hello.newToken(), Endpoint.addressOf(listener), boardFile.toString(), "rehearsal",
        parent, 0, MARK, MAX_MESSAGE_BYTES, 0, 0, List.of());
    Thread director = new Thread(() -> new Rehearsal(board, setup).direct(listener), "offload-rehearsal");
    director.setDaemon(true);
    director.start();
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    setup.writeTo(input);
    System.setIn(new ByteArrayInputStream(input.toByteArray()));
    WorkerMain.main(new String[0]);
  }

  /** Plays the parent. */
  private void direct(ServerSocketChannel listener) {
    try (listener; SocketChannel socket = listener.accept()) {
      ByteBuffer hello = ByteBuffer.allocate(Hello.BYTES);
      while (hello.hasRemaining() && socket.read(hello) >= 0) {
        // All of it; who goes away in the middle has not said enough.
      }
      if (hello.hasRemaining() || !Hello.isFrom(setup.token(), hello.flip())) {
        // Over loopback TCP anybody on this machine can call, and what he says would be decoded.
        throw new IOException("somebody else has called");
      }
      play(new FrameChannel(socket, setup.maxFrameBytes()));
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(WorkerExitCode.CHANNEL_FAILED.code());
    }
  }

  private void play(FrameChannel channel) throws IOException {
    channel.send(Frame.of(FrameType.WELCOME, 0, new byte[] {1}, new byte[0]));
    await(channel, FrameType.READY);
    for (TaskCall<?> call : calls()) {
      board.offer(++id);
      send(channel, call);
      codec.decodeResult(Encoded.of(await(channel, FrameType.TASK_SUCCEEDED).body()));
    }
    board.offer(++id);
    send(channel, new TaskCall.OfAction(Rehearsal::fail));
    codec.decodeFailure(await(channel, FrameType.TASK_FAILED).body());
    board.offer(++id, ELEMENTS);
    sendElements(channel);
    await(channel, FrameType.CHUNK_ENDED);
    channel.send(Frame.of(FrameType.STOP, 0));
    // Until the JVM has ended: a channel that was closed would end it in another way.
    await(channel, FrameType.READY);
  }

  private void send(FrameChannel channel, TaskCall<?> call) {
    Encoded encoded = codec.encodeCall(call);
    channel.send(Frame.of(FrameType.RUN_TASK, id, head(), encoded.inline(), encoded.segments()));
  }

  private void sendElements(FrameChannel channel) {
    TaskFunction<Integer, Integer> next = number -> number + 1;
    ByteBuffer elements = ByteBuffer.allocate(MAX_ELEMENT_BYTES);
    try (CodecBatch batch = codec.openBatch()) {
      for (int number = 0; number < ELEMENTS; number++) {
        batch.tryEncodeArguments(new TaskCall.OfFunction<>(next, number),
            (bytes, offset, length) -> elements.putInt(length).put(bytes, offset, length));
      }
    }
    byte[] code = codec.encodeCode(new TaskCall.OfFunction<>(next, 0)).inline();
    channel.send(Frame.of(FrameType.RUN_CHUNK, id, head(), ChunkBody.toBytes(code, elements.flip())));
  }

  private byte[] head() {
    return new TaskHead(id, 1, 0, "").toBytes();
  }

  private static Frame await(FrameChannel channel, FrameType type) throws IOException {
    while (true) {
      Frame frame = channel.receive();
      if (frame == null || frame.type() == FrameType.TASK_FAILED && type != FrameType.TASK_FAILED) {
        throw new IOException("no " + type + " came, but " + frame);
      }
      if (frame.type() == type) {
        return frame;
      }
    }
  }

  private static List<TaskCall<?>> calls() {
    int captured = 6;
    String text = "rehearsal";
    Order order = new Order("tea", 1, List.of("green"));
    Task<Integer> seven = () -> captured * 7;
    Task<String> joined = () -> text + captured;
    TaskFunction<Order, Order> twice = Rehearsal::twice;
    return List.of(
        new TaskCall.OfCallable<>(seven),
        new TaskCall.OfCallable<>(joined),
        new TaskCall.OfFunction<>(twice, order),
        new TaskCall.OfFunction<>(Rehearsal::count, new ArrayList<>(List.of("a", "b", "a"))),
        new TaskCall.OfFunction<>(Rehearsal::sum, new long[] {1, 2, 3}),
        new TaskCall.OfBiFunction<>(Rehearsal::later, Instant.EPOCH, Duration.ofSeconds(1)),
        new TaskCall.OfAction(Rehearsal::report));
  }

  private static Order twice(Order order) {
    return new Order(order.item(), 2 * order.count(), new ArrayList<>(order.notes()));
  }

  private static Map<String, Integer> count(List<String> words) {
    Map<String, Integer> counts = new HashMap<>();
    words.forEach(word -> counts.merge(word, 1, Integer::sum));
    return counts;
  }

  private static double sum(long[] numbers) {
    double sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }

  private static Instant later(Instant time, Duration by) {
    return time.plus(by);
  }

  private static void report() {
    System.out.println("rehearsal");
    TaskContext.current().progress(0.5, "half");
  }

  private static void fail() {
    throw new IllegalStateException("on purpose", new IllegalArgumentException("as well"));
  }
}
