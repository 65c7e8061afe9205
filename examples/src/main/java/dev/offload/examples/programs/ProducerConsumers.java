package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import dev.offload.shared.SharedLock;
import dev.offload.shared.Value;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import picocli.CommandLine.Command;

/** Consumers wait while the stock is empty; a producer fills it and wakes them. */
@Command(name = "producer-consumers", description = "A condition: consumers wait while the stock is empty.")
public final class ProducerConsumers extends Program<ProducerConsumers.Outcome> {
  private static final int CONSUMERS = 2;

  record Outcome(int servedAheadOfStock, int served, int left) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(withAtLeast(CONSUMERS + 1, config))) {
      SharedLock lock = executor.shared().reentrantLock();
      Condition stocked = lock.newCondition();
      Value<Integer> stock = executor.shared().value(0);
      List<TaskFuture<?>> consumers = new ArrayList<>();
      for (int i = 0; i < CONSUMERS; i++) {
        consumers.add(executor.submit(() -> consume(lock, stocked, stock)));
      }
      Started.await(consumers);
      int tooEarly = (int) consumers.stream().filter(TaskFuture::isDone).count();
      executor.submit(() -> produce(lock, stocked, stock)).get();
      for (TaskFuture<?> consumer : consumers) {
        consumer.get();
      }
      Outcome outcome = new Outcome(tooEarly, consumers.size(), stock.get());
      out.println(outcome);
      return outcome;
    }
  }

  private static void consume(SharedLock lock, Condition stocked, Value<Integer> stock) throws InterruptedException {
    lock.lock();
    try {
      while (stock.get() == 0) {
        stocked.await();
      }
      stock.set(stock.get() - 1);
    } finally {
      lock.unlock();
    }
  }

  private static void produce(SharedLock lock, Condition stocked, Value<Integer> stock) {
    lock.lock();
    try {
      stock.set(10);
      stocked.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(0, CONSUMERS, 10 - CONSUMERS));
  }
}
