package dev.offload.cluster.grid;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of one node. A node that can be reached from another machine, or is to reach one, needs TLS; a token alone is refused,
 * because it would not keep others from reading along.
 *
 * @param name what the node is called, in messages and in the names of its threads; no two nodes of one JVM may have the same
 * @param client whether it only uses the cluster: it runs nothing, and the cluster goes on without it
 * @param localHost {@code localHost}: the address that it listens on and connects from; default 127.0.0.1
 * @param port {@code port}: the first port tried for finding each other; default 47500
 * @param portRange {@code portRange}: how many ports after the first are tried; default 20
 * @param communicationPort {@code communicationPort}: the first port tried for messages, after which 100 more are; default 47100
 * @param addresses {@code addresses}: where other nodes are found, each {@code host:port} or {@code host:first..last}; a server without
 *     addresses begins a cluster of its own
 * @param tls {@code tls.*}: certificates; default: none, which is possible on this machine only
 * @param token {@code token}: a secret that a node must know to join
 * @param directory where the node's directory is made, which is deleted with the node; default: that of temporary files
 * @param attributes what all nodes can read of this one
 * @param failureDetection {@code failureDetection}: how long a node may be silent before the others take it for lost; default 10 s,
 *     Ignite's own
 * @param joinTimeout {@code joinTimeout}: longest wait for an answer at the addresses; default 10 s
 * @param reconnects {@code reconnects}: whether a client that lost the cluster goes on trying to come back; default false
 */
public record GridSettings(
    String name,
    boolean client,
    String localHost,
    int port,
    int portRange,
    int communicationPort,
    List<String> addresses,
    Optional<Tls> tls,
    Optional<Token> token,
    Path directory,
    Map<String, String> attributes,
    Duration failureDetection,
    Duration joinTimeout,
    boolean reconnects) {
  static final int COMMUNICATION_PORT_RANGE = 100;

  private static final int LAST_PORT = 65_535;

  /** Checks them. */
  public GridSettings {
    checkArgument(!name.isBlank(), "the name of a node must not be blank");
    checkArgument(port >= 1 && portRange >= 0 && port + portRange <= LAST_PORT,
        "cluster.port must be >= 1 and cluster.portRange >= 0, together <= %s, were %s and %s", LAST_PORT, port, portRange);
    checkArgument(communicationPort >= 1 && communicationPort + COMMUNICATION_PORT_RANGE <= LAST_PORT,
        "cluster.communicationPort must be >= 1 and <= %s, was %s", LAST_PORT - COMMUNICATION_PORT_RANGE, communicationPort);
    checkArgument(failureDetection.toMillis() >= 1, "cluster.failureDetection must be >= 1 ms, was %s", failureDetection);
    checkArgument(joinTimeout.toMillis() >= 1, "cluster.joinTimeout must be >= 1 ms, was %s", joinTimeout);
    checkArgument(!client || !addresses.isEmpty(), "cluster.addresses must name at least one server for a client");
    checkArgument(token.isEmpty() || tls.isPresent(),
        "a token is no protection without TLS: set cluster.tls.keyStore beside cluster.token");
    addresses = List.copyOf(addresses);
    attributes = Map.copyOf(attributes);
    Reach.check(localHost, addresses, tls.isPresent());
  }

  /** Those of a node that runs tasks and on whose being there the cluster rests. */
  public static Builder server(String name) {
    return new Builder(name, false);
  }

  /** Those of a node that uses the cluster behind these addresses. */
  public static Builder client(String name, List<String> addresses) {
    return new Builder(name, true).addresses(addresses);
  }

  /** Collects what is not as by default. */
  public static final class Builder {
    private final String name;
    private final boolean client;
    private String localHost = "127.0.0.1";
    private int port = 47_500;
    private int portRange = 20;
    private int communicationPort = 47_100;
    private List<String> addresses = List.of();
    private Optional<Tls> tls = Optional.empty();
    private Optional<Token> token = Optional.empty();
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    private Map<String, String> attributes = Map.of();
    private Duration failureDetection = Duration.ofSeconds(10);
    private Duration joinTimeout = Duration.ofSeconds(10);
    private boolean reconnects;

    private Builder(String name, boolean client) {
      this.name = name;
      this.client = client;
    }

    /** Sets {@link GridSettings#localHost()}. */
    public Builder localHost(String host) {
      this.localHost = host;
      return this;
    }

    /** Sets {@link GridSettings#port()} and {@link GridSettings#portRange()}. */
    public Builder ports(int first, int range) {
      this.port = first;
      this.portRange = range;
      return this;
    }

    /** Sets {@link GridSettings#communicationPort()}. */
    public Builder communicationPort(int first) {
      this.communicationPort = first;
      return this;
    }

    /** Sets {@link GridSettings#addresses()}. */
    public Builder addresses(List<String> hostsAndPorts) {
      this.addresses = hostsAndPorts;
      return this;
    }

    /** Sets {@link GridSettings#tls()}. */
    public Builder tls(Tls stores) {
      this.tls = Optional.of(stores);
      return this;
    }

    /** Sets {@link GridSettings#token()}. */
    public Builder token(String secret) {
      this.token = Optional.of(new Token(secret));
      return this;
    }

    /** Sets {@link GridSettings#directory()}. */
    public Builder directory(Path parent) {
      this.directory = parent;
      return this;
    }

    /** Sets {@link GridSettings#attributes()}. */
    public Builder attributes(Map<String, String> namesAndValues) {
      this.attributes = namesAndValues;
      return this;
    }

    /** Sets {@link GridSettings#failureDetection()}. */
    public Builder failureDetection(Duration silence) {
      this.failureDetection = silence;
      return this;
    }

    /** Sets {@link GridSettings#joinTimeout()}. */
    public Builder joinTimeout(Duration wait) {
      this.joinTimeout = wait;
      return this;
    }

    /** Sets {@link GridSettings#reconnects()}. */
    public Builder reconnects(boolean comesBack) {
      this.reconnects = comesBack;
      return this;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if they do not go together; the message names the options
     */
    public GridSettings build() {
      return new GridSettings(name, client, localHost, port, portRange, communicationPort, addresses, tls, token, directory, attributes,
          failureDetection, joinTimeout, reconnects);
    }
  }
}
