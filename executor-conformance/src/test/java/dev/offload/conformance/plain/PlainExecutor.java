package dev.offload.conformance.plain;

import dev.offload.ExecutorConfig;
import dev.offload.spi.AbstractTaskExecutor;
import dev.offload.spi.TaskCall;
import dev.offload.spi.Worker;
import dev.offload.spi.shared.Items;

/** Runs tasks on threads, or on copies of tasks that a thread decodes. */
final class PlainExecutor extends AbstractTaskExecutor {
  private final boolean copy;
  private final boolean unstartable;

  PlainExecutor(ExecutorConfig config, boolean copy, boolean unstartable) {
    super(config, PlainProvider.CAPABILITIES);
    this.copy = copy;
    this.unstartable = unstartable;
  }

  void open() {
    opened();
  }

  Thread thread(String name, Runnable body) {
    return newThread(name, body);
  }

  boolean copies() {
    return copy;
  }

  boolean isUnstartable() {
    return unstartable;
  }

  @Override
  protected Worker newWorker(int number) {
    return new PlainWorker(number, this);
  }

  @Override
  protected Object encode(TaskCall<?> call) {
    return copy ? Copying.encode(call) : call;
  }

  @Override
  protected Items sharedItems() {
    return copy ? Copying.ITEMS : Items.BY_REFERENCE;
  }
}
