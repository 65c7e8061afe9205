package dev.offload.processes.worker;

import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Endpoint;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.Hello;
import dev.offload.processes.wire.WorkerSetup;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The main class of a child JVM. Its only input is the {@link WorkerSetup} on standard input. */
public final class WorkerMain {
  /** The system property that says which selectors the JVM has. Set for the start alone; tasks do not see it. */
  public static final String SELECTOR_PROVIDER = "java.nio.channels.spi.SelectorProvider";

  private WorkerMain() {}

  /** Runs tasks until the parent says stop or is gone. */
  public static void main(String[] arguments) {
    try {
      WorkerSetup setup = WorkerSetup.readFrom(System.in);
      ParentWatch watch = new ParentWatch(setup);
      watch.begin();
      serve(setup, watch);
    } catch (EOFException e) {
      // The parent was gone before it had said all it had to say.
      ParentWatch.end(WorkerExitCode.PARENT_GONE);
    } catch (Throwable e) {
      ParentWatch.endFailed(e);
    }
  }

  private static void serve(WorkerSetup setup, ParentWatch watch) {
    try {
      // The board first: once a child has connected, its parent deletes the file.
      ClaimBoard board = ClaimBoard.open(Path.of(setup.claimBoard()));
      new VitalsThread(board.vitals()).start();
      FrameChannel channel = connect(setup, board);
      // A task may end this JVM, and so may a signal. Shutdown hooks run side by side: those of tasks may still need the channel.
      Runtime.getRuntime().addShutdownHook(new Thread(channel::onJvmEnds, "offload-end"));
      WorkerLoop.of(setup, channel, board).run();
      watch.onChannelClosed();
    } catch (Throwable e) {
      // Whatever it was: a JVM that does not hear its parent must not live on, also if a task left threads that would keep it.
      watch.onChannelFailed(e);
    }
  }

  private static FrameChannel connect(WorkerSetup setup, ClaimBoard board) throws IOException {
    SocketChannel socket = Endpoint.connect(setup.address());
    System.clearProperty(SELECTOR_PROVIDER);
    ByteBuffer hello = Hello.bytes(setup.token());
    while (hello.hasRemaining()) {
      socket.write(hello);
    }
    return FrameChannel.toParent(socket, setup.maxFrameBytes(), board.outbox());
  }
}
