package dev.offload.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import dev.offload.cluster.grid.GridSettings;
import dev.offload.cluster.grid.Tls;
import dev.offload.spi.OptionReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The options of this backend; in a configuration each stands behind {@code cluster.}.
 *
 * @param addresses {@code addresses}: where nodes are found, each {@code host:port} or {@code host:first..last}, separated by commas;
 *     default: none, so that a node is started in this JVM, which others can join
 * @param localHost {@code localHost}: the address that this JVM listens on and connects from; default 127.0.0.1
 * @param port {@code port}: the first of 21 ports tried for finding each other; default 47500
 * @param communicationPort {@code communicationPort}: the first of 101 ports tried for messages; default 47100
 * @param slots {@code slots}: without {@code addresses}, how many workers the node in this JVM has room for, of all executors together,
 *     1 or more; default: those of this JVM's executors, however many, and those of others as long as there are fewer than processors
 * @param nodeBackend {@code nodeBackend}: what runs tasks on nodes, {@code threads} or {@code processes}; only nodes that have it are
 *     used; default threads
 * @param tlsKeyStore {@code tls.keyStore}: the file with this JVM's key and certificate; needed where anything but this machine is
 *     reached; default: none
 * @param tlsKeyStorePassword {@code tls.keyStorePassword}: of that file and of the key in it; default: empty
 * @param tlsTrustStore {@code tls.trustStore}: the file with the certificates that are trusted; default: the key store
 * @param tlsTrustStorePassword {@code tls.trustStorePassword}: default: that of the key store
 * @param token {@code token}: a secret that a node must know to join; only with TLS; default: none
 * @param failureDetection {@code failureDetection}: how long a node may be silent before it is taken for lost, 1 ms or more; default 10 s
 * @param joinTimeout {@code joinTimeout}: longest wait for an answer at the addresses, 1 ms or more; default 10 s
 * @param reconnects {@code reconnects}: whether an executor that has lost the whole cluster waits until it is back; default false: it is
 *     broken
 * @param startTimeout {@code startTimeout}: longest wait for a node that a worker could start on, 1 ms or more; default 30 s. For a slot of
 *     a node that is there, it waits as long as that takes
 * @param maxMessageMb {@code maxMessageMb}: longest encoded task, result or failure in MiB, 1 to 1,024; default 64
 * @param allowedClasses {@code allowedClasses}: names and patterns of the only classes that may travel, separated by commas; default:
 *     all
 */
record ClusterOptions(
    List<String> addresses,
    String localHost,
    int port,
    int communicationPort,
    OptionalInt slots,
    String nodeBackend,
    Optional<Path> tlsKeyStore,
    String tlsKeyStorePassword,
    Optional<Path> tlsTrustStore,
    Optional<String> tlsTrustStorePassword,
    Optional<String> token,
    Duration failureDetection,
    Duration joinTimeout,
    boolean reconnects,
    Duration startTimeout,
    int maxMessageMb,
    List<String> allowedClasses) {
  static final Set<String> KEYS = Set.of("addresses", "localHost", "port", "communicationPort", "slots", "nodeBackend", "tls.keyStore",
      "tls.keyStorePassword", "tls.trustStore", "tls.trustStorePassword", "token", "failureDetection", "joinTimeout", "reconnects",
      "startTimeout", "maxMessageMb", "allowedClasses");

  private static final int PORTS = 20;
  private static final int MAX_MESSAGE_MB = 1024;

  ClusterOptions {
    slots.ifPresent(count -> checkArgument(count >= 1, "cluster.slots must be >= 1, was %s", count));
    checkArgument(nodeBackend.equals("threads") || nodeBackend.equals("processes"),
        "cluster.nodeBackend must be threads or processes, was %s", nodeBackend);
    checkArgument(startTimeout.compareTo(Duration.ofMillis(1)) >= 0, "cluster.startTimeout must be >= 1 ms, was %s", startTimeout);
    checkArgument(maxMessageMb >= 1 && maxMessageMb <= MAX_MESSAGE_MB,
        "cluster.maxMessageMb must be >= 1 and <= %s, was %s", MAX_MESSAGE_MB, maxMessageMb);
    addresses = List.copyOf(addresses);
    allowedClasses = List.copyOf(allowedClasses);
  }

  static ClusterOptions from(OptionReader options) {
    return new ClusterOptions(
        list(options, "addresses"),
        options.text("localHost").orElse("127.0.0.1"),
        options.integer("port", 47_500),
        options.integer("communicationPort", 47_100),
        options.integer("slots"),
        options.text("nodeBackend").orElse("threads"),
        options.text("tls.keyStore").map(Path::of),
        options.text("tls.keyStorePassword").orElse(""),
        options.text("tls.trustStore").map(Path::of),
        options.text("tls.trustStorePassword"),
        options.text("token"),
        options.duration("failureDetection", Duration.ofSeconds(10)),
        options.duration("joinTimeout", Duration.ofSeconds(10)),
        options.flag("reconnects"),
        options.duration("startTimeout", Duration.ofSeconds(30)),
        options.integer("maxMessageMb", 64),
        list(options, "allowedClasses"));
  }

  /** Tells whether a node is started in this JVM. */
  boolean isEmbedded() {
    return addresses.isEmpty();
  }

  /** Tells whether that has room for any number of this JVM's own workers. */
  boolean hasRoomHere() {
    return isEmbedded() && slots.isEmpty();
  }

  /** What this JVM's node is to be. */
  GridSettings.Builder node(String name) {
    GridSettings.Builder node = isEmbedded() ? GridSettings.server(name) : GridSettings.client(name, addresses).reconnects(reconnects);
    node.localHost(localHost).ports(port, PORTS).communicationPort(communicationPort)
        .failureDetection(failureDetection).joinTimeout(joinTimeout);
    tlsKeyStore.ifPresent(file ->
        node.tls(new Tls(file, tlsKeyStorePassword, tlsTrustStore, tlsTrustStorePassword, Tls.DEFAULT_PROTOCOL)));
    token.ifPresent(node::token);
    return node;
  }

  int maxMessageBytes() {
    return maxMessageMb << 20;
  }

  private static List<String> list(OptionReader options, String key) {
    return options.text(key).map(text -> Splitter.on(',').trimResults().omitEmptyStrings().splitToList(text)).orElse(List.of());
  }
}
