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
import java.util.concurrent.locks.Lock;
import picocli.CommandLine.Command;

/** Four tasks pay in and draw the same amounts. With a lock the balance is 0 afterwards; a reentrant one is taken twice. */
@Command(name = "bank-account", description = "A balance that is right because of a lock.")
public final class BankAccount extends Program<BankAccount.Outcome> {
  private static final int TURNS = 50;

  record Outcome(int withLock, int withReentrantLock) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(withAtLeast(2, config))) {
      SharedLock lock = executor.shared().lock();
      SharedLock reentrant = executor.shared().reentrantLock();
      Outcome outcome = new Outcome(balance(executor, lock, false), balance(executor, reentrant, true));
      out.println("balance with a lock: " + outcome.withLock() + ", with a reentrant one: " + outcome.withReentrantLock());
      return outcome;
    }
  }

  private static int balance(TaskExecutor executor, Lock lock, boolean twice) throws Exception {
    Value<Integer> balance = executor.shared().value(0);
    List<TaskFuture<?>> futures = new ArrayList<>();
    for (int amount : new int[] {1, -1, 10, -10}) {
      futures.add(executor.submit(() -> {
        for (int turn = 0; turn < TURNS; turn++) {
          change(balance, amount, lock, twice);
        }
      }));
    }
    for (TaskFuture<?> future : futures) {
      future.get();
    }
    return balance.get();
  }

  private static void change(Value<Integer> balance, int amount, Lock lock, boolean twice) {
    lock.lock();
    try {
      if (twice) {
        change(balance, amount, lock, false);
      } else {
        balance.set(balance.get() + amount);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(0, 0));
  }
}
