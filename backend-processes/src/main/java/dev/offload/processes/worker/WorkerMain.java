package dev.offload.processes.worker;

import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Endpoint;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.Hello;
import dev.offload.processes.wire.WorkerSetup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The main class of a child JVM. Its only input is the {@link WorkerSetup} on standard input. */
public final class WorkerMain {

  private WorkerMain() {}

  /** Runs tasks until the parent says stop or is gone. */
  public static void main(String[] arguments) {
    try {
      WorkerSetup setup = WorkerSetup.readFrom(System.in);
      ParentWatch watch = new ParentWatch(setup);
      watch.begin();
      // The board first: once a child has connected, its parent deletes the file.
      ClaimBoard board = ClaimBoard.open(Path.of(setup.claimBoard()));
      new VitalsThread(board.vitals()).start();
      new WorkerLoop(setup, connect(setup), board).run();
      watch.onChannelClosed();
    } catch (Throwable e) {
      // Whatever it was: a JVM that does not hear its parent must not live on, also if a task left threads that would keep it.
      System.err.println("worker: the channel failed: " + e);
      ParentWatch.end(WorkerExitCode.CHANNEL_FAILED);
    }
  }

  private static FrameChannel connect(WorkerSetup setup) throws IOException {
    SocketChannel socket = Endpoint.connect(setup.address());
    ByteBuffer hello = Hello.bytes(setup.token());
    while (hello.hasRemaining()) {
      socket.write(hello);
    }
    return new FrameChannel(socket, setup.maxFrameBytes());
  }
}
