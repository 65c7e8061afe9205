package dev.offload.processes;

import com.sun.management.ThreadMXBean;
import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.Mutation;
import dev.offload.spi.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A child that answers as the recorded ones did, but with frames that went wrong on their way: each time the parent wants to receive, the
 * next one is written to the socket that the parent reads. All in the worker's own thread, except that anybody may end it.
 */
final class FuzzedChild implements Child {
  private final ChannelFuzz fuzz;
  private final Random random;
  private final Deque<Frame> script = new ArrayDeque<>();
  private final Deque<byte[]> ready = new ArrayDeque<>();
  private long allocatedBefore;
  private boolean broken;
  private boolean over;
  private FrameChannel near;
  private volatile SocketChannel far;
  private volatile boolean killed;
  private ClaimBoard board;

  FuzzedChild(ChannelFuzz fuzz, long seed) {
    this.fuzz = fuzz;
    this.random = new Random(seed);
  }

  @Override
  public ClaimBoard start() throws IOException {
    allocatedBefore = allocated();
    SocketChannel[] ends = fuzz.connect();
    far = ends[1];
    over = killed;
    near = new FrameChannel(ends[0], ChannelFuzz.MAX_FRAME_BYTES);
    board = fuzz.takeBoard();
    script.add(Frame.of(FrameType.READY, 0));
    return board;
  }

  @Override
  public boolean await() throws IOException {
    if (!writeNext()) {
      far.shutdownOutput();
    }
    return near.await();
  }

  @Override
  public Frame poll() throws IOException {
    return near.poll();
  }

  /** Called in the worker's thread: what makes it free gives it its next tasks. */
  @Override
  public void send(List<Frame> frames) {
    for (Frame frame : frames) {
      if (frame.type() == FrameType.RUN_TASK) {
        claim(frame);
        script.addAll(fuzz.conversation(frame.id(), random));
      }
    }
  }

  @Override
  public long unsentBytes() {
    return 0;
  }

  @Override
  public void stop() {
    kill();
  }

  @Override
  public void kill() {
    killed = true;
    SocketChannel open = far;
    try {
      if (open != null) {
        open.shutdownOutput();
      }
    } catch (IOException e) {
      // It is over already.
      return;
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
    return "a fuzzed child";
  }

  @Override
  public boolean hasEnded() {
    SocketChannel open = far;
    return open == null || !open.isOpen();
  }

  @Override
  public Exit obituary(String trouble, Runnable onGone) {
    try {
      near.close();
      far.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    fuzz.giveBack(board);
    fuzz.onEnd(trouble, allocated() - allocatedBefore);
    return Exit.of(trouble);
  }

  private boolean writeNext() throws IOException {
    while (ready.isEmpty() && !broken && !script.isEmpty()) {
      Frame frame = script.remove();
      Mutation mutation = fuzz.mutate(frame, random);
      ready.addAll(mutation.frames());
      broken = mutation.isBroken();
    }
    over |= ready.isEmpty();
    if (over) {
      return false;
    }
    return tryWrite(ByteBuffer.wrap(ready.remove())) && (!broken || !ready.isEmpty());
  }

  /** False if somebody has ended this child in the middle of it. */
  private boolean tryWrite(ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        far.write(bytes);
      }
      return true;
    } catch (ClosedChannelException e) {
      if (!killed) {
        throw e;
      }
      over = true;
      return false;
    }
  }

  private void claim(Frame task) {
    board.tryBegin(task.id());
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
