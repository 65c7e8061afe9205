package dev.offload.processes.worker;

import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks the parent for classes that are not on this JVM's own class path, so that tasks from fat jars, containers, test runners and
 * JShell run without configuration.
 */
final class ParentClassLoader extends ClassLoader {
  private static final long PATIENCE_SECONDS = 30;

  static {
    registerAsParallelCapable();
  }

  private final FrameChannel channel;
  private final AtomicLong requests = new AtomicLong();
  private final Map<Long, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();

  ParentClassLoader(FrameChannel channel) {
    super("offload-parent", ClassLoader.getSystemClassLoader());
    this.channel = channel;
  }

  /** Takes what the parent sent; for the thread that reads the channel. */
  void onReply(Frame frame) {
    CompletableFuture<byte[]> reply = waiting.get(frame.id());
    if (reply != null) {
      reply.complete(frame.head().length == 1 && frame.head()[0] == 1 ? frame.body() : new byte[0]);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = request(name);
    if (bytes.length == 0) {
      throw new ClassNotFoundException(name + " (not on the worker's class path, and the parent has no class file of it)");
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] request(String name) throws ClassNotFoundException {
    long id = requests.incrementAndGet();
    CompletableFuture<byte[]> reply = new CompletableFuture<>();
    waiting.put(id, reply);
    try {
      channel.send(Frame.withHead(FrameType.CLASS_REQUEST, id, name.getBytes(StandardCharsets.UTF_8)));
      return await(reply, name);
    } finally {
      waiting.remove(id);
    }
  }

  /** An interrupt is for the task and not for its classes: a class that failed to load once would be missing for ever. */
  private static byte[] await(CompletableFuture<byte[]> reply, String name) throws ClassNotFoundException {
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
      throw new ClassNotFoundException(name + " (the parent did not answer in " + PATIENCE_SECONDS + " s)", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
