package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import dev.offload.shared.Event;
import dev.offload.shared.Latch;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Cars stop while the light is red, drive when it is green, and stop again when it is red. */
@Command(name = "traffic-light", description = "An event: cars wait while it is cleared.")
public final class TrafficLight extends Program<TrafficLight.Outcome> {
  record Outcome(int droveOnRed, int droveOnGreen, boolean nextWaits) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(withAtLeast(3, config))) {
      Event green = executor.shared().event();
      Latch waiting = executor.shared().latch(3);
      List<TaskFuture<?>> cars = new ArrayList<>();
      for (int car = 0; car < 3; car++) {
        cars.add(executor.submit(() -> {
          waiting.countDown();
          green.await();
        }));
      }
      waiting.await();
      int onRed = (int) cars.stream().filter(TaskFuture::isDone).count();
      green.set();
      for (TaskFuture<?> car : cars) {
        car.get();
      }
      green.clear();
      boolean nextWaits = !executor.submit(() -> green.await(Duration.ofMillis(20))).get();
      Outcome outcome = new Outcome(onRed, cars.size(), nextWaits);
      out.println(outcome);
      return outcome;
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(0, 3, true));
  }
}
