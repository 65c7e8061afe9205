package dev.offload.processes;

import dev.offload.OutputLine;
import dev.offload.OutputLine.Stream;
import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.Hello;
import dev.offload.processes.wire.WorkerSetup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One child JVM: its start, its channel, its output and its end. Started, read and mourned by the worker's own thread; sending, stopping
 * and killing come from any.
 */
final class ChildProcess {
  private static final Logger LOGGER = LoggerFactory.getLogger(ChildProcess.class);
  private static final long OUTPUT_PATIENCE_MILLIS = 2_000;

  private final String worker;
  private final ProcessesExecutor executor;
  private final StderrTail stderr = new StderrTail();
  private final List<Thread> pumps = new ArrayList<>();

  // Guarded by this.
  private @Nullable Process process;
  private @Nullable FrameChannel channel;
  private boolean unwanted;

  ChildProcess(String worker, ProcessesExecutor executor) {
    this.worker = worker;
    this.executor = executor;
  }

  /** Starts the JVM, and returns when it has proved itself on its channel. */
  ClaimBoard start() throws IOException {
    Path boardFile = executor.directory().file(worker + ".claims");
    ClaimBoard board = createBoard(boardFile);
    byte[] token = Hello.newToken();
    String mark = executor.options().output() == OutputMode.INHERIT ? "" : "\u0001" + randomText() + ":";
    try (Doorway doorway = Doorway.open(executor.directory().file(worker))) {
      Process started = adopt(executor.startChild());
      pump(started, mark);
      WorkerSetup setup = setup(token, doorway.address(), boardFile, mark);
      tell(started, setup);
      SocketChannel socket = doorway.await(token, started, executor.options().startTimeout());
      if (socket == null) {
        throw new IOException(started.isAlive()
            ? "it did not connect within " + executor.options().startTimeout().toMillis() + " ms"
            : "it ended before it connected (started with " + executor.options().java() + "; is it a java of version 17 or later?)");
      }
      adopt(new FrameChannel(socket, setup.maxFrameBytes()));
    } finally {
      // Whoever has mapped it keeps it; nobody else is to find it.
      deleteQuietly(boardFile);
    }
    Parcel initializer = executor.initializer();
    send(List.of(Frame.withBody(FrameType.WELCOME, initializer.world().id(), initializer.call())));
    return board;
  }

  /** The next frame; null when the child has closed the channel. */
  @Nullable Frame receive() throws IOException {
    FrameChannel open;
    synchronized (this) {
      open = channel;
    }
    return open == null ? null : open.receive();
  }

  void send(List<Frame> frames) {
    FrameChannel open;
    synchronized (this) {
      open = channel;
    }
    if (open != null) {
      open.send(frames);
    }
  }

  /** Asks it to end; one that does not speak yet is killed. */
  void stop() {
    boolean speaks;
    synchronized (this) {
      speaks = channel != null;
    }
    if (speaks) {
      send(List.of(Frame.of(FrameType.STOP, 0)));
    } else {
      kill();
    }
  }

  /** Ends it at once, and what it has started. */
  synchronized void kill() {
    unwanted = true;
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Waits for its end, lets go of all it had, and tells the story. */
  String obituary(String trouble) {
    Process ended;
    synchronized (this) {
      ended = process;
    }
    if (ended == null) {
      return "it could not be started: " + trouble;
    }
    closeChannel();
    try {
      int code = Obituary.awaitExit(ended);
      // What the child said last is part of the story.
      awaitPumps();
      String story = Obituary.of(ended.pid(), code, executor.options(), stderr);
      return trouble.isEmpty() ? story : trouble + "; " + story;
    } finally {
      executor.childEnded(ended);
    }
  }

  private synchronized Process adopt(Process started) {
    process = started;
    if (unwanted) {
      started.destroyForcibly();
    }
    return started;
  }

  private synchronized void adopt(FrameChannel opened) {
    channel = opened;
  }

  private void closeChannel() {
    FrameChannel open;
    synchronized (this) {
      open = channel;
    }
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      LOGGER.debug("the channel of {} did not close cleanly", worker, e);
    }
  }

  private WorkerSetup setup(byte[] token, String address, Path boardFile, String mark) {
    ProcessHandle self = ProcessHandle.current();
    long startMillis = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    ProcessesOptions options = executor.options();
    return new WorkerSetup(token, address, boardFile.toString(), worker, self.pid(), startMillis, mark,
        options.maxMessageMb() << 20, options.allowedClasses());
  }

  /** Writes the set-up to the child's standard input and closes it, so that a task that reads it finds its end. */
  private void tell(Process started, WorkerSetup setup) {
    try (OutputStream stdin = started.getOutputStream()) {
      setup.writeTo(stdin);
    } catch (IOException e) {
      // A child that refuses its options is gone by now; waiting for it tells the whole story.
      LOGGER.debug("{} did not take its set-up", worker, e);
    }
  }

  private void pump(Process started, String mark) {
    pump(started.getInputStream(), mark, Stream.STDOUT, executor.outputSink()::onLine);
    pump(started.getErrorStream(), mark, Stream.STDERR, line -> {
      stderr.add(line.text());
      executor.outputSink().onLine(line);
    });
  }

  private void pump(InputStream in, String mark, Stream stream, Consumer<OutputLine> sink) {
    String name = "offload-" + stream.name().toLowerCase(Locale.ROOT) + "-" + worker;
    Thread pump = new Thread(null, new OutputPump(in, worker, mark, stream, sink), name, 0, false);
    pump.setDaemon(true);
    pumps.add(pump);
    pump.start();
  }

  /** Not for ever: what a task has started may hold the pipe open after the child is gone. */
  private void awaitPumps() {
    try {
      for (Thread pump : pumps) {
        pump.join(OUTPUT_PATIENCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ClaimBoard createBoard(Path file) throws IOException {
    try {
      return ClaimBoard.create(file);
    } catch (IOException e) {
      throw new IOException(file + " cannot be written (" + e.getMessage() + "); set java.io.tmpdir to a place with some MiB of room", e);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Some systems keep a file that is mapped; it goes with the executor's directory.
      LOGGER.debug("{} stays for now", file, e);
    }
  }

  private static String randomText() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
