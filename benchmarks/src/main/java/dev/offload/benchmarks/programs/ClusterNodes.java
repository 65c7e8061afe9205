package dev.offload.benchmarks.programs;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteLogger;
import org.apache.ignite.IgniteSystemProperties;
import org.apache.ignite.Ignition;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.logger.NullLogger;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;

/**
 * A node of a cluster, until its standard input ends: {@code offload} is what our executors make of themselves where they find no other
 * one, {@code ignite} the engine alone, as it is but for the network: it has no multicast, and is on this machine only.
 */
public final class ClusterNodes {
  /** What it prints when it can be joined. */
  public static final String READY = "ready";

  private ClusterNodes() {}

  /** The arguments are the kind, the port and the number of slots, which {@code ignite} does not know. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[1]);
    if (arguments[0].equals("offload")) {
      stayWith(executor(port, arguments[2])::close);
    } else {
      stayWith(ignite(port, false)::close);
    }
  }

  private static void stayWith(Runnable end) throws IOException {
    System.out.println(READY);
    while (System.in.read() >= 0) {
      // Nobody has anything to say.
    }
    end.run();
  }

  private static TaskExecutor executor(int port, String slots) {
    return TaskExecutor.open(ExecutorConfig.load().withBackend("cluster")
        .withOption("cluster.port", Integer.toString(port)).withOption("cluster.slots", slots));
  }

  /** A node of the engine alone, which joins at that port or is joined there. */
  public static Ignite ignite(int port, boolean client) throws IOException {
    System.setProperty(IgniteSystemProperties.IGNITE_UPDATE_NOTIFIER, "false");
    System.setProperty(IgniteSystemProperties.IGNITE_NO_SHUTDOWN_HOOK, "true");
    TcpDiscoverySpi discovery = new TcpDiscoverySpi()
        .setIpFinder(new TcpDiscoveryVmIpFinder(!client).setAddresses(List.of("127.0.0.1:" + port)));
    if (!client) {
      discovery.setLocalPort(port).setLocalPortRange(0);
    }
    return Ignition.start(new IgniteConfiguration()
        .setIgniteInstanceName(client ? "plain-client" : "plain-server")
        .setClientMode(client)
        .setLocalHost("127.0.0.1")
        .setWorkDirectory(workDirectory().toString())
        .setDiscoverySpi(discovery)
        .setGridLogger(new Silence())
        .setMetricsLogFrequency(0)
        .setConnectorConfiguration(null)
        .setClientConnectorConfiguration(null));
  }

  /** It goes with this JVM. By default the engine would leave one where it was started. */
  private static Path workDirectory() throws IOException {
    Path directory = Files.createTempDirectory("benchmarks-ignite-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
    return directory;
  }

  private static void delete(Path directory) {
    try {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      // The node writes there until it has stopped, which nobody waits for; what is left is empty, or nearly.
    }
  }

  private static final class Silence extends NullLogger {
    @Override
    public IgniteLogger getLogger(Object category) {
      return this;
    }

    /** A quiet logger is the engine's word for one beside which it prints to the console itself. */
    @Override
    public boolean isQuiet() {
      return false;
    }
  }
}
