package dev.offload.node;

import static com.google.common.base.Preconditions.checkArgument;

import dev.offload.cluster.grid.GridSettings;
import dev.offload.cluster.grid.Tls;
import dev.offload.spi.OptionReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the command line says. Each option that an executor has too is there called {@code cluster.} and something. */
final class NodeOptions {
  /** As many as an executor tries. */
  static final int PORTS = 20;

  @Option(names = "--name", paramLabel = "NAME",
      description = "What the node is called in messages; no two nodes of a cluster have the same. Default: host name and process id.")
  private @Nullable String name;

  @Option(names = "--local-host", paramLabel = "HOST", defaultValue = "127.0.0.1",
      description = "The address that it listens on. Another than of this machine alone needs --key-store. Default: ${DEFAULT-VALUE}.")
  private String localHost = "";

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "47500",
      description = "The first of " + (PORTS + 1) + " ports that are tried for finding each other. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(names = "--communication-port", paramLabel = "PORT", defaultValue = "47100",
      description = "The first of 101 ports that are tried for messages. Default: ${DEFAULT-VALUE}.")
  private int communicationPort;

  @Option(names = "--join", paramLabel = "HOST:PORT[..PORT]", split = ",",
      description = "Where other members are found. Give all nodes the same list, with their own address in it: the first that comes "
          + "begins the cluster. Default: none, and it begins a cluster.")
  private List<String> addresses = List.of();

  @Option(names = "--slots", paramLabel = "N",
      description = "How many workers it has room for, of all executors together. Default: the number of processors.")
  private int slots = Runtime.getRuntime().availableProcessors();

  @Option(names = "--backend", paramLabel = "NAME", defaultValue = "threads",
      description = "What runs tasks: threads of this JVM, or processes, child JVMs that can be ended. Default: ${DEFAULT-VALUE}.")
  private String backend = "";

  @Option(names = "--key-store", paramLabel = "FILE",
      description = "PKCS 12 or JKS file with the key and the certificate of this node. Default: none, and no TLS.")
  private @Nullable Path keyStore;

  @Option(names = "--key-store-password-file", paramLabel = "FILE",
      description = "A file that holds its password. Default: the environment variable " + Secret.KEY_STORE_VARIABLE + ", else empty.")
  private @Nullable Path keyStorePasswordFile;

  @Option(names = "--trust-store", paramLabel = "FILE",
      description = "File with the certificates that are trusted. Default: the key store.")
  private @Nullable Path trustStore;

  @Option(names = "--trust-store-password-file", paramLabel = "FILE",
      description = "A file that holds its password. Default: the environment variable " + Secret.TRUST_STORE_VARIABLE
          + ", else that of the key store.")
  private @Nullable Path trustStorePasswordFile;

  @Option(names = "--token-file", paramLabel = "FILE",
      description = "A file that holds a secret which who joins must know; only with --key-store. Default: the environment variable "
          + Secret.TOKEN_VARIABLE + ", else none.")
  private @Nullable Path tokenFile;

  @Option(names = "--failure-detection", paramLabel = "TIME", defaultValue = "10s",
      description = "How long a member may be silent before it is taken for lost; the same on all. Default: ${DEFAULT-VALUE}.")
  private Duration failureDetection = Duration.ZERO;

  @Option(names = "--join-timeout", paramLabel = "TIME", defaultValue = "10s",
      description = "Longest wait for an answer from other members. Default: ${DEFAULT-VALUE}.")
  private Duration joinTimeout = Duration.ZERO;

  @Option(names = "--drain-timeout", paramLabel = "TIME", defaultValue = "5m",
      description = "How long tasks may go on after SIGTERM or SIGINT; 500ms, 30s, 5m or 1h. Default: ${DEFAULT-VALUE}.")
  private Duration drainTimeout = Duration.ZERO;

  /** For picocli: a length of time. */
  static Duration duration(String text) {
    try {
      return OptionReader.parseDuration("it", text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  int slots() {
    checkArgument(slots >= 1, "--slots must be >= 1, was %s", slots);
    return slots;
  }

  String backend() {
    checkArgument(backend.equals("threads") || backend.equals("processes"), "--backend must be threads or processes, was %s", backend);
    return backend;
  }

  Duration drainTimeout() {
    return drainTimeout;
  }

  /**
   * What the node is to be.
   *
   * @throws IllegalArgumentException if a file cannot be read; what does not go together is found when the node starts
   */
  GridSettings.Builder settings() {
    GridSettings.Builder settings = GridSettings.server(name == null ? defaultName() : name)
        .localHost(localHost).ports(port, PORTS).communicationPort(communicationPort).addresses(addresses)
        .failureDetection(failureDetection).joinTimeout(joinTimeout);
    tls().ifPresent(settings::tls);
    Secret.read(tokenFile, "--token-file", Secret.TOKEN_VARIABLE).ifPresent(settings::token);
    return settings;
  }

  private Optional<Tls> tls() {
    if (keyStore == null) {
      checkArgument(trustStore == null && keyStorePasswordFile == null && trustStorePasswordFile == null,
          "--trust-store and files with passwords have no meaning without --key-store");
      return Optional.empty();
    }
    return Optional.of(new Tls(
        keyStore,
        Secret.read(keyStorePasswordFile, "--key-store-password-file", Secret.KEY_STORE_VARIABLE).orElse(""),
        Optional.ofNullable(trustStore),
        Secret.read(trustStorePasswordFile, "--trust-store-password-file", Secret.TRUST_STORE_VARIABLE),
        Tls.DEFAULT_PROTOCOL));
  }

  private static String defaultName() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A name that nobody knows is still one.
      host = "node";
    }
    return host + "-" + ProcessHandle.current().pid();
  }
}
