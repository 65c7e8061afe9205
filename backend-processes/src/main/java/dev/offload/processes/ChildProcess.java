package dev.offload.processes;

import dev.offload.processes.wire.ClaimBoard;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.Hello;
import dev.offload.processes.wire.Vitals;
import dev.offload.processes.wire.WorkerSetup;
import dev.offload.spi.Exit;
import dev.offload.spi.Offspring;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One child JVM: its start, its channel, its output and its end. */
final class ChildProcess implements Child {
  private static final Logger LOGGER = LoggerFactory.getLogger(ChildProcess.class);

  private final String worker;
  private final ProcessesExecutor executor;
  private final Offspring offspring;
  private final ChildOutput output;

  // Guarded by this.
  private @Nullable Process process;
  private @Nullable FrameChannel channel;
  private @Nullable Vitals vitals;
  private boolean unwanted;

  ChildProcess(String worker, ProcessesExecutor executor) {
    this.worker = worker;
    this.executor = executor;
    this.offspring = Offspring.ofWorker(executor.directory().name(), worker);
    this.output = new ChildOutput(worker, executor.options().output(), executor.outputSink()::onLine);
  }

  @Override
  public ClaimBoard start() throws IOException {
    Path boardFile = executor.directory().file(worker + ".claims");
    ClaimBoard board = adopt(createBoard(boardFile));
    byte[] token = Hello.newToken();
    String mark = executor.options().output() == OutputMode.INHERIT ? "" : "\u0001" + randomText() + ":";
    try (Doorway doorway = Doorway.open(executor.directory().file(worker))) {
      Process started = adopt(executor.startChild(offspring));
      output.begin(started, mark);
      WorkerSetup setup = setup(token, doorway.address(), boardFile, mark);
      tell(started, setup);
      SocketChannel socket = doorway.await(token, started, executor.options().startTimeout());
      if (socket == null) {
        executor.startFailed();
        throw new IOException(started.isAlive()
            ? "it did not connect within " + executor.options().startTimeout().toMillis() + " ms"
            : "it ended before it connected (started with " + executor.options().java() + "; is it a java of version 17 or later?)");
      }
      adopt(FrameChannel.toChild(socket, setup.maxFrameBytes(), board.outbox()));
    } finally {
      // Whoever has mapped it keeps it; nobody else is to find it.
      deleteQuietly(boardFile);
    }
    Parcel initializer = executor.initializer();
    byte[] head = {(byte) (executor.classes().isHomeTheClassPath() ? 1 : 0)};
    send(List.of(Frame.of(FrameType.WELCOME, initializer.world().id(), head, initializer.call(), initializer.segments())));
    return board;
  }

  @Override
  public boolean await() throws IOException {
    FrameChannel open = channel();
    return open != null && open.await();
  }

  @Override
  public @Nullable Frame poll() throws IOException {
    FrameChannel open = channel();
    return open == null ? null : open.poll();
  }

  @Override
  public void send(List<Frame> frames) {
    FrameChannel open = channel();
    if (open != null) {
      open.send(frames);
    }
  }

  @Override
  public long unsentBytes() {
    FrameChannel open = channel();
    return open == null ? 0 : open.unsentBytes();
  }

  @Override
  public void stop() {
    Process started = process();
    if (started != null && channel() != null) {
      offspring.rememberUnmarked(started.toHandle());
      send(List.of(Frame.of(FrameType.STOP, 0)));
    } else {
      kill();
    }
  }

  /** {@inheritDoc} By its handle: {@link Process#destroyForcibly} would close the streams too, with the last output in them. */
  @Override
  public void kill() {
    Process started;
    synchronized (this) {
      unwanted = true;
      started = process;
    }
    if (started != null) {
      offspring.remember(started.toHandle());
      // It first, so that it starts no more; the obituary looks for what was missed.
      started.toHandle().destroyForcibly();
      offspring.killRemembered();
    }
  }

  @Override
  public OptionalLong pid() {
    Process known = process();
    return known == null ? OptionalLong.empty() : OptionalLong.of(known.pid());
  }

  @Override
  public void terminate() {
    Process known = process();
    if (known != null) {
      // Not by the process itself, which would close its output: its last words count.
      known.toHandle().destroy();
    }
  }

  @Override
  public String describe() {
    Process known = process();
    return (known == null ? "not started" : "pid " + known.pid()) + lastHeap().map(heap -> ", " + Obituary.words(heap)).orElse("");
  }

  @Override
  public boolean hasEnded() {
    Process known = process();
    return known == null || !known.isAlive();
  }

  /**
   * {@inheritDoc} The end comes within 2 s, as {@link Obituary#awaitExit} sees to; that of what it has started, and its last output, are
   * waited for a second each at most.
   */
  @Override
  public Exit obituary(String trouble, Runnable onGone) {
    Process ended = process();
    if (ended == null) {
      return Exit.of("it could not be started: " + trouble);
    }
    closeChannel();
    try {
      int code = Obituary.awaitExit(ended);
      onGone.run();
      endOffspring();
      // What the child said last is part of the story.
      output.end();
      String story = new Obituary(executor.options(), lastHeap(), output.stderr()).of(ended.pid(), code);
      return Exit.of(trouble.isEmpty() ? story : trouble + "; " + story, ended.pid(), code);
    } finally {
      executor.childEnded(ended);
    }
  }

  private void endOffspring() {
    List<Long> left = offspring.end();
    if (!left.isEmpty()) {
      LOGGER.warn("the processes {}, which tasks of {} have started, cannot be ended", left, worker);
    }
  }

  private synchronized Process adopt(Process started) {
    process = started;
    if (unwanted) {
      started.toHandle().destroyForcibly();
    }
    return started;
  }

  private synchronized ClaimBoard adopt(ClaimBoard board) {
    vitals = board.vitals();
    return board;
  }

  private Optional<Vitals.Heap> lastHeap() {
    Vitals known;
    synchronized (this) {
      known = vitals;
    }
    return known == null ? Optional.empty() : known.last();
  }

  private synchronized void adopt(FrameChannel opened) {
    channel = opened;
  }

  private synchronized @Nullable Process process() {
    return process;
  }

  private synchronized @Nullable FrameChannel channel() {
    return channel;
  }

  private void closeChannel() {
    FrameChannel open = channel();
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
        options.maxMessageMb() << 20, (long) options.maxWorkerHeapMb().orElse(0) << 20, executor.spaceKey(), options.allowedClasses());
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
