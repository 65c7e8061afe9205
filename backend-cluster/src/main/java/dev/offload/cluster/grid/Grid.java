package dev.offload.cluster.grid;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteState;
import org.apache.ignite.Ignition;
import org.apache.ignite.configuration.IgniteConfiguration;

/**
 * A started node of the cluster, in this JVM; closing it stops it. Any thread may call it. A program that ends without closing it is not
 * kept from ending: the node is closed then. What ends the JVM at once, as {@code System.exit} does, leaves the node's files unless a
 * shutdown hook of the caller closes it.
 */
public final class Grid implements AutoCloseable {
  private final Ignite ignite;
  private final WorkDirectory directory;
  private final ProgramEnd programEnd;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Grid(Ignite ignite, WorkDirectory directory) {
    this.ignite = ignite;
    this.directory = directory;
    this.programEnd = new ProgramEnd(ignite.name(), this::close);
  }

  /**
   * Starts a node and waits until it has joined its cluster.
   *
   * @param additions what the configuration is to have besides, such as how jobs are queued
   * @throws IllegalStateException if this JVM lacks the flags that Ignite needs
   * @throws IllegalArgumentException if the key stores cannot be opened
   * @throws dev.offload.BrokenExecutorException if the node cannot listen, finds nobody at its addresses, or is refused there
   */
  public static Grid start(GridSettings settings, Consumer<IgniteConfiguration> additions) {
    JvmFlags.ensureOpen();
    GridConfiguration.setProperties();
    WorkDirectory directory = WorkDirectory.createIn(settings.directory());
    boolean started = false;
    try {
      IgniteConfiguration configuration = GridConfiguration.of(settings, directory.path());
      additions.accept(configuration);
      Grid grid = new Grid(start(settings, configuration), directory);
      started = true;
      if (settings.client()) {
        // Only servers write anything: so nothing of a client is left, whatever becomes of its JVM.
        directory.delete();
      }
      grid.programEnd.watch();
      return grid;
    } finally {
      if (!started) {
        directory.delete();
      }
    }
  }

  /** On a thread of its own, because Ignite's threads are daemons only if the one that starts them is. */
  private static Ignite start(GridSettings settings, IgniteConfiguration configuration) {
    FutureTask<Ignite> starting = new FutureTask<>(() -> Ignition.start(configuration));
    Thread thread = new Thread(null, starting, "offload-start-" + settings.name(), 0, false);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.setDaemon(true);
    thread.start();
    try {
      return Uninterruptibles.getUninterruptibly(starting);
    } catch (ExecutionException e) {
      throw StartFailure.of(settings, e.getCause());
    } finally {
      Uninterruptibles.joinUninterruptibly(thread);
    }
  }

  /** The node, for who sends it work. */
  public Ignite ignite() {
    return ignite;
  }

  /**
   * Stops the node, which cancels what runs on it, waits until its threads have ended, and deletes its files. One daemon of a node that
   * was connected to may stay until the time for handshakes is over, {@code handshake-timeout-nio}, as Ignite does not end it earlier.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    // Ignite would not wait for its threads.
    boolean interrupted = Thread.interrupted();
    try {
      if (Ignition.state(ignite.name()) == IgniteState.STARTED) {
        // One that its cluster has shut out has stopped by itself, and would complain.
        ignite.close();
      }
    } finally {
      directory.delete();
      programEnd.forget();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
