package dev.offload.processes.user;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** Uses the library as any program does, and prints what came of it. */
public final class UserProgram {
  private static final long PATIENCE_SECONDS = 60;

  private UserProgram() {}

  /** What a task gets and returns. */
  public record Order(String item, int count) {}

  /** Runs a few tasks in child JVMs; what is to be configured is, by system properties. */
  public static void main(String[] arguments) throws Exception {
    long parent = ProcessHandle.current().pid();
    try (TaskExecutor executor = TaskExecutor.open(ExecutorConfig.load().withBackend("processes").withWorkers(1))) {
      System.out.println(executor.submit(UserProgram::twice, new Order("tea", 21)).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      System.out.println("in a child: " + executor.submit(() -> ProcessHandle.current().pid() != parent).get());
      System.out.println("resource: " + executor.submit(UserProgram::resource).get());
      System.out.println("services: " + executor.submit(UserProgram::services).get());
      System.out.println("logger of the library: " + executor.submit(
          () -> LoggerFactory.getLogger("user").getClass().getPackageName()).get());
    } catch (Throwable e) {
      // One line for the test to look at, whatever it was.
      System.out.println("failed: " + lineOf(e));
    }
  }

  private static Order twice(Order order) {
    return new Order(order.item(), 2 * order.count());
  }

  private static String resource() throws IOException {
    try (InputStream in = UserProgram.class.getResourceAsStream("/user-resource.txt")) {
      return in == null ? "none" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> services() {
    return ServiceLoader.load(Greeter.class).stream().map(provider -> provider.get().greet()).toList();
  }

  private static String lineOf(Throwable e) {
    StringBuilder line = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      line.append(cause).append(" <- ");
    }
    return line.toString().replace("\n", " | ");
  }
}
