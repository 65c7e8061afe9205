package dev.offload.processes;

import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.spi.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A child whose part a test plays, at the far end of a real channel with a real claim board. */
final class Puppet implements Child {
  private static final int MAX_FRAME_BYTES = 64 << 20;

  private final Stage stage;
  private final String worker;
  private final CompletableFuture<Puppet> started = new CompletableFuture<>();
  private final CompletableFuture<String> trouble = new CompletableFuture<>();
  private FrameChannel near;
  private FrameChannel far;
  private SocketChannel farSocket;
  private ClaimBoard board;

  Puppet(Stage stage, String worker) {
    this.stage = stage;
    this.worker = worker;
  }

  /** Says that it is ready, and takes the task that it gets for that. */
  Frame readyForTask() throws Exception {
    say(Frame.of(FrameType.READY, 0));
    return hear(FrameType.RUN_TASK);
  }

  /** As {@link #readyForTask}, where it is elements of a map. */
  Frame readyForChunk() throws Exception {
    say(Frame.of(FrameType.READY, 0));
    return hear(FrameType.RUN_CHUNK);
  }

  /** Begins the next element: how many have begun before it, or -1. */
  int beginElement(Frame chunk) {
    return board.tryBeginElement(chunk.id());
  }

  /** Claims a task, and says so, as a child should. */
  void begin(Frame task) throws Exception {
    claim(task);
    say(Frame.of(FrameType.TASK_STARTED, task.id()));
  }

  boolean claim(Frame task) {
    return board.tryBegin(task.id());
  }

  void say(Frame frame) throws Exception {
    started.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS).far.send(frame);
  }

  /** Writes bytes past the channel, at once or never; false when the parent has closed its end. */
  boolean write(byte[] bytes) {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    try {
      while (left.hasRemaining() && isStillWanted()) {
        if (farSocket.write(left) == 0) {
          Thread.onSpinWait();
        }
      }
    } catch (IOException e) {
      // The parent has closed its end.
      return false;
    }
    return !left.hasRemaining();
  }

  /** The next frame of this type. */
  Frame hear(FrameType type) throws IOException {
    for (Frame frame = far.receive(); frame != null; frame = far.receive()) {
      if (frame.type() == type) {
        return frame;
      }
    }
    throw new AssertionError(worker + " was left before it heard " + type);
  }

  /** What the parent said went wrong, once it has let go of this child; empty if nothing. */
  String trouble() throws Exception {
    return trouble.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  boolean isStillWanted() {
    return !trouble.isDone();
  }

  @Override
  public ClaimBoard start() throws IOException {
    SocketChannel[] ends = stage.connect();
    Path file = stage.directory().resolve(worker + ".board");
    ClaimBoard parents = ClaimBoard.create(file);
    board = ClaimBoard.open(file);
    Files.delete(file);
    near = FrameChannel.toChild(ends[0], MAX_FRAME_BYTES, parents.outbox());
    farSocket = ends[1];
    far = FrameChannel.toParent(farSocket, MAX_FRAME_BYTES, board.outbox());
    started.complete(this);
    return parents;
  }

  @Override
  public boolean await() throws IOException {
    return near.await();
  }

  @Override
  public Frame poll() throws IOException {
    return near.poll();
  }

  @Override
  public void send(List<Frame> frames) {
    near.send(frames);
  }

  @Override
  public long unsentBytes() {
    return near.unsentBytes();
  }

  @Override
  public void stop() {
    kill();
  }

  @Override
  public void kill() {
    try {
      far.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public void terminate() {}

  @Override
  public String describe() {
    return "a puppet";
  }

  @Override
  public boolean hasEnded() {
    return trouble.isDone();
  }

  @Override
  public Exit obituary(String words, Runnable onGone) {
    try {
      near.close();
      far.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    trouble.complete(words);
    return Exit.of(words);
  }
}
