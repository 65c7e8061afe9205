package dev.offload.processes.worker;

import dev.offload.codec.Codec;
import dev.offload.processes.wire.ClassAnswer;
import dev.offload.processes.wire.ClassQuery;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.WireException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Asks the parent for classes and resources; has a loader for each class loader that tasks are from. Called from any thread. */
final class ParentClasses {
  private static final long PATIENCE_SECONDS = 30;

  private final FrameChannel channel;
  private final Function<ClassLoader, Codec> codecs;
  private final Runnable onAsk;
  private final AtomicLong requests = new AtomicLong();
  private final Map<Long, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
  private final Map<Integer, World> worlds = new ConcurrentHashMap<>();
  private volatile boolean homeIsClassPath;
  private volatile int current;

  /** Asks over {@code channel}, and calls {@code onAsk} each time: the answer has to be read though the task thread waits for it. */
  ParentClasses(FrameChannel channel, Function<ClassLoader, Codec> codecs, Runnable onAsk) {
    this.channel = channel;
    this.codecs = codecs;
    this.onAsk = onAsk;
  }

  /** A class loader of the parent, as it is here. */
  record World(ParentClassLoader loader, Codec codec) {}

  /** What the parent says; the body holds bytes or locations. */
  record Answer(ClassAnswer head, byte[] body) {}

  /** The parent says whether its first loader is that of the class path. */
  void homeIsClassPath(boolean same) {
    homeIsClassPath = same;
  }

  /** Tells whether what the class path has is what the parent's loader would give; if so nobody need be asked. */
  boolean isClassPath(int world) {
    return world == 0 && homeIsClassPath;
  }

  /** The code of a task from this world is run from now on. */
  World enter(int id) {
    current = id;
    return world(id);
  }

  /** The world of the task that runs, or has run last. */
  int current() {
    return current;
  }

  World world(int id) {
    return worlds.computeIfAbsent(id, number -> {
      ParentClassLoader loader = new ParentClassLoader(this, number);
      return new World(loader, codecs.apply(loader));
    });
  }

  /** Takes what the parent sent; for the thread that reads the channel. */
  void onReply(Frame frame) throws WireException {
    Answer answer = frame.lost()
        ? new Answer(ClassAnswer.refused("it does not fit into the worker's heap; raise processes.heapMb"), new byte[0])
        : new Answer(ClassAnswer.from(frame.head()), frame.body());
    CompletableFuture<Answer> reply = waiting.get(frame.id());
    if (reply != null) {
      reply.complete(answer);
    }
  }

  /** Asks, and waits for the answer. */
  Answer ask(ClassQuery query) throws IOException {
    long id = requests.incrementAndGet();
    CompletableFuture<Answer> reply = new CompletableFuture<>();
    waiting.put(id, reply);
    try {
      channel.send(Frame.withHead(FrameType.CLASS_REQUEST, id, query.toBytes()));
      onAsk.run();
      return await(reply, query.name());
    } finally {
      waiting.remove(id);
    }
  }

  /** An interrupt is for the task and not for its classes: a class that failed to load once would be missing for ever. */
  private static Answer await(CompletableFuture<Answer> reply, String name) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return reply.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(name + " (the parent did not answer in " + PATIENCE_SECONDS + " s)", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
