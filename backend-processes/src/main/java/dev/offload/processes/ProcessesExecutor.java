package dev.offload.processes;

import com.google.common.base.Suppliers;
import dev.offload.ExecutorConfig;
import dev.offload.OutputListener;
import dev.offload.TaskExecutor;
import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.codec.Encoded;
import dev.offload.codec.PackedItems;
import dev.offload.codec.shared.SharedCodec;
import dev.offload.codec.world.ClassWorld;
import dev.offload.spi.AbstractTaskExecutor;
import dev.offload.spi.Backends;
import dev.offload.spi.ChunkPayload;
import dev.offload.spi.Offspring;
import dev.offload.spi.TaskCall;
import dev.offload.spi.Worker;
import dev.offload.spi.shared.Items;
import dev.offload.spi.shared.Relay;
import dev.offload.spi.shared.SharedSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks in child JVMs. What all its workers share is here: codec, directory, command line, where output goes. */
final class ProcessesExecutor extends AbstractTaskExecutor {
  private static final Logger LOGGER = LoggerFactory.getLogger(ProcessesExecutor.class);

  private final ProcessesOptions options;
  private final BiFunction<String, ProcessesExecutor, Child> birth;
  private final ClassSource classes;
  private final Parcel initializer;
  private final Supplier<SharedCodec> sharedCodec;
  private final OutputListener outputSink;
  private final WorkerDirectory directory;
  private final JavaCommand command;
  private final Optional<ArchiveTraining> training;
  private final Set<Process> children = ConcurrentHashMap.newKeySet();
  private final Thread exitHook = new Thread(this::abandon, "offload-exit");
  private final ReadWriteLock starts = new ReentrantReadWriteLock();

  // Guarded by starts: children start side by side.
  private boolean abandoned;

  private ProcessesExecutor(ExecutorConfig config, ProcessesOptions options, BiFunction<String, ProcessesExecutor, Child> birth) {
    super(config, ProcessesProvider.CAPABILITIES);
    this.birth = birth;
    this.options = options;
    CodecOptions codecOptions = CodecOptions.of(options.maxMessageMb() << 20, options.allowedClasses());
    this.classes = new ClassSource(
        Backends.classLoader(), loader -> new Codec(codecOptions, loader), options.maxMessageMb() << 20);
    this.initializer = config.initializer().map(action -> parcel(new TaskCall.OfAction(action)))
        .orElse(Parcel.of(classes.home(), Encoded.of(new byte[0])));
    this.sharedCodec = Suppliers.memoize(() -> new SharedCodec(options.maxMessageMb() << 20, classes.home().codec()));
    this.outputSink = TaskOutputSink.of(config, options.output());
    this.directory = WorkerDirectory.create();
    this.command = writeCommand(config.workers());
    this.training = command.archive().map(archive -> new ArchiveTraining(archive, this));
  }

  static TaskExecutor open(ExecutorConfig config, ProcessesOptions options) {
    return open(config, options, ChildProcess::new);
  }

  /** Opens one whose children are made by {@code birth}, from a worker's name. */
  static TaskExecutor open(ExecutorConfig config, ProcessesOptions options, BiFunction<String, ProcessesExecutor, Child> birth) {
    ProcessesExecutor executor = new ProcessesExecutor(config, options, birth);
    // A parent that ends without closing takes its children and files with it.
    try {
      Runtime.getRuntime().addShutdownHook(executor.exitHook);
    } catch (IllegalStateException e) {
      executor.deleteDirectory();
      throw new IllegalStateException("an executor cannot be opened while the JVM shuts down", e);
    }
    executor.opened();
    return executor;
  }

  ProcessesOptions options() {
    return options;
  }

  ClassSource classes() {
    return classes;
  }

  Parcel initializer() {
    return initializer;
  }

  boolean hasInitializer() {
    return initializer.call().length > 0;
  }

  SharedCodec sharedCodec() {
    return sharedCodec.get();
  }

  SharedSpace space() {
    return sharedSpace();
  }

  Optional<Relay> relay() {
    return sharedRelay();
  }

  long spaceKey() {
    return sharedKey();
  }

  OutputListener outputSink() {
    return outputSink;
  }

  WorkerDirectory directory() {
    return directory;
  }

  Child newChild(String worker) {
    return birth.apply(worker, this);
  }

  /** Starts a child JVM, unless this one is ending: what takes the place of those that the exit hook kills would be missed by it. */
  Process startChild(Offspring offspring) throws IOException {
    Process child = unlessAbandoned(() -> command.start(offspring));
    training.ifPresent(ArchiveTraining::onWorkerStarted);
    return child;
  }

  /** A child that was started did not connect. */
  void startFailed() {
    command.archive().ifPresent(ClassDataArchive::onStartFailed);
  }

  /** As {@link #startChild}, for a JVM that makes an archive. */
  Process startTraining(Path arguments, Path log) throws IOException {
    Offspring offspring = Offspring.ofWorker(directory.name(), "archive");
    return unlessAbandoned(() -> command.startTraining(arguments, log, offspring));
  }

  private Process unlessAbandoned(Start start) throws IOException {
    starts.readLock().lock();
    try {
      if (abandoned) {
        throw new IOException("this JVM is shutting down");
      }
      Process child = start.start();
      children.add(child);
      return child;
    } finally {
      starts.readLock().unlock();
    }
  }

  private interface Start {
    Process start() throws IOException;
  }

  boolean hasChildren() {
    return !children.isEmpty();
  }

  void childEnded(Process child) {
    children.remove(child);
  }

  Thread thread(String name, Runnable body) {
    return newThread(name, body);
  }

  void later(Duration delay, Runnable action) {
    schedule(delay, action);
  }

  @Override
  protected Worker newWorker(int number) {
    return new ProcessWorker(number, this);
  }

  @Override
  protected Object encode(TaskCall<?> call) {
    return parcel(call);
  }

  @Override
  protected @Nullable ChunkPayload newChunk(TaskCall<?> first) {
    return ParcelChunk.of(classes.worldOf(first.code().getClass()), first);
  }

  @Override
  protected Items sharedItems() {
    return new PackedItems(value -> classes.worldOf(value.getClass()).id(), id -> classes.world(id).codec());
  }

  @Override
  protected Optional<Path> sharedMemoryDirectory() {
    return Optional.of(directory.path());
  }

  @Override
  protected void released() {
    training.ifPresent(ArchiveTraining::stop);
    try {
      Runtime.getRuntime().removeShutdownHook(exitHook);
    } catch (IllegalStateException e) {
      // This JVM is shutting down: the hook runs anyway, and finds nothing left to do.
    }
    deleteDirectory();
  }

  private JavaCommand writeCommand(int workers) {
    try {
      return JavaCommand.write(options, workers, directory.path());
    } catch (IOException e) {
      deleteDirectory();
      throw new UncheckedIOException("what every worker needs to start cannot be written to " + directory.path() + " (" + e.getMessage()
          + "); set java.io.tmpdir to a place with some MiB of room", e);
    } catch (RuntimeException e) {
      deleteDirectory();
      throw e;
    }
  }

  private Parcel parcel(TaskCall<?> call) {
    ClassWorld world = classes.worldOf(call.code().getClass());
    return Parcel.of(world, world.codec().encodeCall(call));
  }

  private void abandon() {
    starts.writeLock().lock();
    abandoned = true;
    starts.writeLock().unlock();
    Offspring offspring = Offspring.ofExecutor(directory.name());
    for (Process child : children) {
      offspring.remember(child.toHandle());
      child.destroyForcibly();
    }
    offspring.end();
    deleteDirectory();
  }

  private void deleteDirectory() {
    try {
      directory.delete();
    } catch (IOException e) {
      LOGGER.warn("the directory {} cannot be deleted", directory.path(), e);
    }
  }
}
