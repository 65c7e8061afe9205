package dev.offload.cluster.grid;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import javax.cache.configuration.Factory;
import javax.net.ssl.SSLContext;
import org.apache.ignite.IgniteException;
import org.apache.ignite.ssl.SslContextFactory;

/**
 * TLS between nodes, with certificates on both sides: a node talks only to one whose certificate its trust store accepts. Host names are
 * not compared, so whoever has such a certificate is a member of the cluster; use a certificate authority of the cluster's own.
 *
 * @param keyStore {@code tls.keyStore}: PKCS 12 or JKS file with this node's key and certificate
 * @param keyStorePassword {@code tls.keyStorePassword}: of the file and of the key in it
 * @param trustStore {@code tls.trustStore}: file with the certificates that are trusted; default: the key store
 * @param trustStorePassword {@code tls.trustStorePassword}: default: that of the key store
 * @param protocol {@code tls.protocol}: the only version that is spoken; default {@value #DEFAULT_PROTOCOL}
 */
public record Tls(
    Path keyStore, String keyStorePassword, Optional<Path> trustStore, Optional<String> trustStorePassword, String protocol) {
  /** What is spoken where nothing else is said. */
  public static final String DEFAULT_PROTOCOL = "TLSv1.3";

  /** Checks that the files are there. */
  public Tls {
    checkFile("cluster.tls.keyStore", keyStore);
    trustStore.ifPresent(file -> checkFile("cluster.tls.trustStore", file));
  }

  /** One key store for both purposes, and the default protocol. */
  public static Tls of(Path keyStore, String password) {
    return new Tls(keyStore, password, Optional.empty(), Optional.empty(), DEFAULT_PROTOCOL);
  }

  private static void checkFile(String name, Path file) {
    checkArgument(Files.isReadable(file), "%s must be a file that can be read, was %s", name, file);
  }

  /**
   * What Ignite makes its connections with.
   *
   * @throws IllegalArgumentException if a store cannot be opened or the protocol is unknown
   */
  Factory<SSLContext> toFactory() {
    SslContextFactory factory = new SslContextFactory();
    factory.setKeyStoreType(KeyStore.getDefaultType());
    factory.setKeyStoreFilePath(keyStore.toString());
    factory.setKeyStorePassword(keyStorePassword.toCharArray());
    factory.setTrustStoreType(KeyStore.getDefaultType());
    factory.setTrustStoreFilePath(trustStore.orElse(keyStore).toString());
    factory.setTrustStorePassword(trustStorePassword.orElse(keyStorePassword).toCharArray());
    factory.setProtocols(protocol);
    try {
      factory.create().createSSLEngine();
    } catch (IgniteException | IllegalArgumentException e) {
      throw new IllegalArgumentException("cluster.tls must name stores that can be opened and a protocol that this JVM knows, was "
          + this + ": " + StartFailure.deepest(e), e);
    }
    return factory;
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "Tls[keyStore=" + keyStore + ", trustStore=" + trustStore.orElse(keyStore) + ", protocol=" + protocol + "]";
  }
}
