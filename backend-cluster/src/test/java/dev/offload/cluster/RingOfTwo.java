package dev.offload.cluster;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Two nodes in JVMs of their own, which last as long as this one, and a client in this one that stays. */
final class RingOfTwo {
  private static final int SLOTS = 12;

  private final ExecutorConfig config;

  private RingOfTwo(String backend) {
    Ring ring = new Ring(newDirectory(), Duration.ofSeconds(10));
    Runtime.getRuntime().addShutdownHook(new Thread(ring::close));
    NodeJvm first = ring.launch(0, SLOTS, backend);
    first.awaitLine(NodeProgram.UP);
    ring.launch(1, SLOTS, backend).awaitLine(NodeProgram.UP);
    this.config = ring.config().withOption("cluster.nodeBackend", backend);
    TaskExecutor keeper = TaskExecutor.open(config);
    // Whatever threads the engine keeps are there from now on.
    Warmth.spread(keeper);
  }

  /** Nodes that run tasks on threads. */
  static ExecutorConfig ofThreads() {
    return OfThreads.RING.config;
  }

  /** Nodes that run tasks in child JVMs. */
  static ExecutorConfig ofProcesses() {
    return OfProcesses.RING.config;
  }

  private static final class OfThreads {
    static final RingOfTwo RING = new RingOfTwo("threads");
  }

  private static final class OfProcesses {
    static final RingOfTwo RING = new RingOfTwo("processes");
  }

  /** Not among the files of which tests look whether any are left. */
  private static Path newDirectory() {
    try {
      Path target = Path.of("target");
      Files.createDirectories(target);
      Path directory = Files.createTempDirectory(target.toAbsolutePath(), "ring-");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
