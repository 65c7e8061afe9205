package dev.offload.cluster.grid;

import java.nio.file.Path;
import java.util.Map;
import org.apache.ignite.IgniteSystemProperties;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.DeploymentMode;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.configuration.SystemDataRegionConfiguration;
import org.apache.ignite.events.EventType;
import org.apache.ignite.failure.StopNodeFailureHandler;
import org.apache.ignite.plugin.segmentation.SegmentationPolicy;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;

/** Makes of the settings what Ignite starts with. */
final class GridConfiguration {
  /** Ignite reads these for the whole JVM; what the user has set stays. */
  private static final Map<String, String> PROPERTIES = Map.of(
      IgniteSystemProperties.IGNITE_NO_SHUTDOWN_HOOK, "true",
      IgniteSystemProperties.IGNITE_UPDATE_NOTIFIER, "false",
      IgniteSystemProperties.IGNITE_NO_ASCII, "true",
      IgniteSystemProperties.IGNITE_DUMP_THREADS_ON_FAILURE, "false",
      IgniteSystemProperties.IGNITE_PERFORMANCE_SUGGESTIONS_DISABLED, "true");

  private static final long MIB = 1 << 20;
  private static final long FIRST_REGION_BYTES = 16 * MIB;
  private static final long MOST_REGION_BYTES = 64 * MIB;
  private static final int FEW = 2;
  /** Ignite's own; less where a shorter time was given to join, because a node that was refused waits for so long until it gives up. */
  private static final long MOST_NETWORK_MILLIS = 5_000;
  private static final long LEAST_NETWORK_MILLIS = 500;
  /** A client whose server is frozen needs 5 s to notice, and as long to find that it does not answer, before it asks another one. */
  private static final long LEAST_CLIENT_SILENCE_MILLIS = 12_000;

  private GridConfiguration() {}

  static void setProperties() {
    PROPERTIES.forEach((name, value) -> {
      if (System.getProperty(name) == null && System.getenv(name) == null) {
        System.setProperty(name, value);
      }
    });
  }

  static IgniteConfiguration of(GridSettings settings, Path workDirectory) {
    IgniteConfiguration configuration = new IgniteConfiguration()
        .setIgniteInstanceName(settings.name())
        .setConsistentId(settings.name())
        .setClientMode(settings.client())
        .setLocalHost(settings.localHost())
        .setUserAttributes(settings.attributes())
        .setWorkDirectory(workDirectory.toString())
        .setGridLogger(GridLogger.create())
        .setDiscoverySpi(discovery(settings))
        .setCommunicationSpi(communication(settings))
        .setDataStorageConfiguration(storage())
        .setMetricsLogFrequency(0)
        .setIncludeEventTypes(EventType.EVT_NODE_JOINED, EventType.EVT_NODE_LEFT, EventType.EVT_NODE_FAILED)
        .setConnectorConfiguration(null)
        .setClientConnectorConfiguration(null);
    settings.tls().ifPresent(tls -> configuration.setSslContextFactory(tls.toFactory()));
    settings.token().ifPresent(token -> configuration.setPluginProviders(new TokenCheck(token)));
    setDeployment(configuration);
    setFailures(configuration, settings);
    setPools(configuration);
    return configuration;
  }

  private static TcpDiscoverySpi discovery(GridSettings settings) {
    long join = settings.joinTimeout().toMillis();
    // A shared finder makes a node that has bound its port register itself, and so begin a cluster of its own.
    TcpDiscoveryVmIpFinder finder = new TcpDiscoveryVmIpFinder(settings.addresses().isEmpty());
    finder.setAddresses(settings.addresses());
    TcpDiscoverySpi discovery = new TcpDiscoverySpi()
        .setLocalPort(settings.port())
        .setLocalPortRange(settings.portRange())
        .setIpFinder(finder)
        .setJoinTimeout(join)
        .setNetworkTimeout(Math.max(LEAST_NETWORK_MILLIS, Math.min(MOST_NETWORK_MILLIS, join)));
    discovery.setClientReconnectDisabled(!settings.reconnects());
    return discovery;
  }

  private static TcpCommunicationSpi communication(GridSettings settings) {
    return new TcpCommunicationSpi()
        .setLocalPort(settings.communicationPort())
        .setLocalPortRange(GridSettings.COMMUNICATION_PORT_RANGE)
        .setSelectorsCount(FEW);
  }

  /** In memory only; what is here are shared objects. */
  private static DataStorageConfiguration storage() {
    return new DataStorageConfiguration()
        .setDefaultDataRegionConfiguration(new DataRegionConfiguration()
            .setInitialSize(FIRST_REGION_BYTES)
            .setMaxSize(MOST_REGION_BYTES))
        .setSystemDataRegionConfiguration(new SystemDataRegionConfiguration()
            .setInitialSize(FIRST_REGION_BYTES)
            .setMaxSize(MOST_REGION_BYTES));
  }

  /** Private, for in the other modes two clients with different code under one name were given each other's. */
  @SuppressWarnings("deprecation")
  private static void setDeployment(IgniteConfiguration configuration) {
    configuration.setPeerClassLoadingEnabled(true).setDeploymentMode(DeploymentMode.PRIVATE);
  }

  /** A node that cannot go on is stopped; by default Ignite would halt the JVM, which is the user's. */
  private static void setFailures(IgniteConfiguration configuration, GridSettings settings) {
    long silence = settings.failureDetection().toMillis();
    configuration
        .setFailureHandler(new StopNodeFailureHandler())
        .setSegmentationPolicy(SegmentationPolicy.STOP)
        .setFailureDetectionTimeout(silence)
        .setClientFailureDetectionTimeout(Math.max(silence, LEAST_CLIENT_SILENCE_MILLIS))
        .setSystemWorkerBlockedTimeout(Math.max(silence, 10_000));
  }

  /** By default each has as many threads as there are cores, or eight. The pool that runs tasks is left to who runs them. */
  private static void setPools(IgniteConfiguration configuration) {
    configuration
        .setStripedPoolSize(FEW)
        .setSystemThreadPoolSize(2 * FEW)
        .setManagementThreadPoolSize(FEW)
        .setPeerClassLoadingThreadPoolSize(FEW)
        .setServiceThreadPoolSize(FEW)
        .setDataStreamerThreadPoolSize(FEW)
        .setQueryThreadPoolSize(FEW)
        .setUtilityCachePoolSize(FEW)
        .setAsyncCallbackPoolSize(FEW)
        .setSnapshotThreadPoolSize(1)
        .setBuildIndexThreadPoolSize(1)
        .setRebalanceThreadPoolSize(1);
  }
}
