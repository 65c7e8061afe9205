package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.ReturnWhen;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import dev.offload.shared.Namespace;
import dev.offload.shared.SharedList;
import dev.offload.shared.SharedMap;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** Ten tasks fill a map and a list; two others change a list, a map and a namespace, each change as one step. */
@Command(name = "shared-kinds", description = "A list, a map and a namespace that tasks share.")
public final class SharedKinds extends Program<SharedKinds.Outcome> {
  record Outcome(int entries, List<Integer> list, List<Integer> reversedTwice, int x, int y) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      SharedMap<String, Integer> map = executor.shared().map();
      SharedList<Integer> list = executor.shared().list();
      List<TaskFuture<?>> filling = new ArrayList<>();
      for (int task = 0; task < 10; task++) {
        int number = task;
        filling.add(executor.submit(() -> fill(number, map, list)));
      }
      TaskFutures.waitFor(filling, ReturnWhen.ALL_COMPLETED);
      int entries = map.size();
      list.sort(null);

      Namespace names = executor.shared().namespace();
      map.put("x", 0);
      names.set("y", 0);
      SharedList<Integer> turned = executor.shared().list();
      turned.addAll(List.of(1, 2, 3));
      TaskFutures.waitFor(
          List.of(executor.submit(() -> change(turned, map, names)), executor.submit(() -> change(turned, map, names))),
          ReturnWhen.ALL_COMPLETED);

      Outcome outcome = new Outcome(entries, List.copyOf(list), List.copyOf(turned), map.get("x"), names.<Integer>get("y"));
      out.println(outcome);
      return outcome;
    }
  }

  private static void fill(int number, SharedMap<String, Integer> map, SharedList<Integer> list) {
    map.put("square of " + number, number * number);
    map.put("half of " + number, number / 2);
    list.add(number);
  }

  private static void change(SharedList<Integer> list, SharedMap<String, Integer> map, Namespace names) throws Exception {
    list.atomically(all -> {
      Collections.reverse(all);
      return all.size();
    });
    map.merge("x", 1, (old, more) -> old + more);
    names.<Integer>update("y", y -> y + 1);
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(20, IntStream.range(0, 10).boxed().toList(), List.of(1, 2, 3), 2, 2));
  }
}
