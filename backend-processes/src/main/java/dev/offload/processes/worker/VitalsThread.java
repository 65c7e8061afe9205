package dev.offload.processes.worker;

import dev.offload.processes.wire.Vitals;

/** Reports the heap of this JVM from time to time, so that its parent can tell of it when it is lost. Allocates next to nothing. */
final class VitalsThread extends Thread {
  private final Vitals vitals;

  VitalsThread(Vitals vitals) {
    super("offload-vitals");
    this.vitals = vitals;
    setDaemon(true);
  }

  @Override
  public void run() {
    Runtime runtime = Runtime.getRuntime();
    try {
      while (true) {
        vitals.report(System.currentTimeMillis(), runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
        Thread.sleep(Vitals.INTERVAL.toMillis());
      }
    } catch (InterruptedException e) {
      // Only a task that interrupts every thread it finds gets here: the reports end, the work goes on.
      Thread.currentThread().interrupt();
    }
  }
}
