package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.offload.ExecutorConfig;
import dev.offload.ExecutorConfigBuilder;
import dev.offload.TaskExecutor;
import dev.offload.processes.wire.Endpoint;
import dev.offload.spi.OptionReader;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Where {@link Puppet}s play the children of an executor, over real sockets. Any thread. */
final class Stage implements AutoCloseable {
  private final Path directory;
  private final ServerSocketChannel listener;
  private final BlockingQueue<Puppet> puppets = new LinkedBlockingQueue<>();

  private Stage(Path directory, ServerSocketChannel listener) {
    this.directory = directory;
    this.listener = listener;
  }

  static Stage in(Path directory) throws IOException {
    return new Stage(directory, Endpoint.listen(directory.resolve("stage")));
  }

  /** An executor whose children are puppets that the test plays itself. */
  TaskExecutor open(UnaryOperator<ExecutorConfigBuilder> settings) {
    return open(settings, (worker, executor) -> {
      Puppet puppet = new Puppet(this, worker);
      puppets.add(puppet);
      return puppet;
    });
  }

  /** An executor whose children are made by {@code birth}. */
  static TaskExecutor open(UnaryOperator<ExecutorConfigBuilder> settings, BiFunction<String, ProcessesExecutor, Child> birth) {
    ExecutorConfig config = settings.apply(ExecutorConfig.defaults().toBuilder().backend("processes").workers(1)).build();
    return ProcessesExecutor.open(config, ProcessesOptions.from(OptionReader.of(config, "processes"), config.workers()), birth);
  }

  /** The next puppet that the executor has made; it is started. */
  Puppet next() throws InterruptedException {
    Puppet puppet = puppets.poll(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(puppet, "no worker was started");
    return puppet;
  }

  Path directory() {
    return directory;
  }

  /** Both ends of a connection, the near one first. */
  synchronized SocketChannel[] connect() throws IOException {
    SocketChannel near = Endpoint.connect(Endpoint.addressOf(listener));
    return new SocketChannel[] {near, listener.accept()};
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
