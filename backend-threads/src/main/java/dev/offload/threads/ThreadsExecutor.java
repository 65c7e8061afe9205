package dev.offload.threads;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.spi.AbstractTaskExecutor;
import dev.offload.spi.ChunkPayload;
import dev.offload.spi.TaskCall;
import dev.offload.spi.Worker;
import dev.offload.spi.shared.Items;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Runs tasks on threads of this JVM. */
final class ThreadsExecutor extends AbstractTaskExecutor {
  private final Transfer transfer;
  private final ThreadFactory threadFactory;

  private ThreadsExecutor(ExecutorConfig config, ThreadsOptions options) {
    super(config, ThreadsProvider.CAPABILITIES);
    this.transfer = options.isolateArguments() ? new Transfer.Copied() : new Transfer.Shared();
    this.threadFactory = options.virtual()
        ? VirtualThreads.factory()
        : body -> new Thread(null, body, "", 0, false);
  }

  static TaskExecutor open(ExecutorConfig config, ThreadsOptions options) {
    ThreadsExecutor executor = new ThreadsExecutor(config, options);
    executor.opened();
    return executor;
  }

  Thread newWorkerThread(String name, Runnable body) {
    return newThread(threadFactory, name, body);
  }

  @Override
  protected Worker newWorker(int number) {
    return new ThreadWorker(number, this, transfer);
  }

  @Override
  protected Object encode(TaskCall<?> call) {
    return transfer.task(call);
  }

  @Override
  protected @Nullable ChunkPayload newChunk(TaskCall<?> first) {
    return transfer.chunk(first);
  }

  @Override
  protected Items sharedItems() {
    return transfer.items();
  }
}
