package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.Results;
import dev.offload.TaskExecutor;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Counts primes in many small pieces of work, which it hands out to the nodes of a cluster, of which it is the first. Others may join while
 * it goes on. Whoever does the work, the count is the same.
 */
@Command(name = "task-server", description = "A server of tasks, for which programs work that join it from outside.")
public final class TaskServer extends Program<Long> {
  private static final int NUMBERS_IN_A_PIECE = 100_000;
  private static final int MOST_PIECES = Integer.MAX_VALUE / NUMBERS_IN_A_PIECE;
  private static final int PIECES_BETWEEN_REPORTS = 100;
  /** More than there are processors, so that there is something to do for nodes that join. */
  private static final int WORKERS = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
  /** How many ports after the first are tried. */
  private static final int PORTS = 20;

  // Few where it is one of all programs, many where it is started by its name: there is to be time to join it.
  @Option(names = "--pieces", paramLabel = "N", defaultValue = "2000",
      description = "How many pieces of work there are, each of 100,000 numbers. Default: ${DEFAULT-VALUE}.")
  private int pieces = 10;

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "47500",
      description = "Where others can join; the next that is free if it is taken. Default: ${DEFAULT-VALUE}.")
  private int port = 47_500;

  /** How many primes are in a piece, and which process counted them. */
  record Counted(String process, int primes) {}

  @Override
  protected ExecutorConfig withDefaults(ExecutorConfig config) {
    return config.backend().isPresent() ? config : config.withBackend("cluster");
  }

  @Override
  protected Long run(ExecutorConfig config, PrintWriter out) throws Exception {
    if (pieces < 1 || pieces > MOST_PIECES) {
      throw new IllegalArgumentException("--pieces must be >= 1 and <= " + MOST_PIECES + ", was " + pieces);
    }
    Map<String, Integer> shares = new TreeMap<>();
    long primes = 0;
    int done = 0;
    try (TaskExecutor executor = TaskExecutor.open(config.backend().orElseThrow().equals("cluster") ? joinable(config, out) : config);
        Results<Counted> results = executor.mapUnordered(TaskServer::count, IntStream.range(0, pieces).boxed().toList())) {
      for (Counted counted : results) {
        primes += counted.primes();
        shares.merge(counted.process(), 1, Integer::sum);
        if (++done % PIECES_BETWEEN_REPORTS == 0 || done == pieces) {
          out.println(done + " of " + pieces + " pieces: " + shares);
          out.flush();
        }
      }
    }
    out.println("There are " + primes + " primes below " + (long) pieces * NUMBERS_IN_A_PIECE + ".");
    return primes;
  }

  /** With workers for several nodes, and at a port that others can be told; where it has joined others itself they know theirs. */
  private ExecutorConfig joinable(ExecutorConfig config, PrintWriter out) throws IOException {
    ExecutorConfig withMany = withAtLeast(WORKERS, config);
    if (config.options().containsKey("cluster.addresses")) {
      return withMany;
    }
    int free = firstFreePort();
    out.println("In another terminal, as long as this goes on:");
    out.println("cluster-node/run --join 127.0.0.1:" + free);
    out.flush();
    return withMany.withOption("cluster.port", Integer.toString(free));
  }

  private int firstFreePort() throws IOException {
    for (int candidate = port; candidate <= port + PORTS; candidate++) {
      try (ServerSocket probe = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException e) {
        // Somebody has it: the next one may be free.
      }
    }
    throw new IOException("none of the ports " + port + " to " + (port + PORTS) + " is free");
  }

  private static Counted count(int piece) {
    int first = piece * NUMBERS_IN_A_PIECE;
    int primes = (int) IntStream.range(first, first + NUMBERS_IN_A_PIECE).filter(TaskServer::isPrime).count();
    return new Counted(ManagementFactory.getRuntimeMXBean().getName(), primes);
  }

  private static boolean isPrime(int number) {
    for (int divisor = 2; (long) divisor * divisor <= number; divisor++) {
      if (number % divisor == 0) {
        return false;
      }
    }
    return number >= 2;
  }

  @Override
  protected boolean isRight(Long outcome, WorkerKind workers) {
    return outcome == IntStream.range(0, pieces * NUMBERS_IN_A_PIECE).parallel().filter(TaskServer::isPrime).count();
  }
}
