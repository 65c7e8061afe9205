package dev.offload.cluster.grid;

import java.io.Serializable;
import java.util.UUID;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.plugin.CachePluginContext;
import org.apache.ignite.plugin.CachePluginProvider;
import org.apache.ignite.plugin.ExtensionRegistry;
import org.apache.ignite.plugin.IgnitePlugin;
import org.apache.ignite.plugin.PluginConfiguration;
import org.apache.ignite.plugin.PluginContext;
import org.apache.ignite.plugin.PluginProvider;
import org.apache.ignite.plugin.PluginValidationException;
import org.jspecify.annotations.Nullable;

/**
 * Lets only those nodes join that know the token. A joining node, server or client, sends a proof made of the token and its own id; the
 * server that takes it in compares.
 *
 * <p>This is a second lock behind that of the certificates, not one instead. It does not keep a node from reading what others send: TLS
 * does. Only joining is checked, not each connection: who has a certificate and takes the id of a member can send messages as if it were
 * that one. A proof can be used again by one who sees it and takes the same id; only members see it. A weak token can be guessed from a
 * proof, so it should be long and random. A node does not check that the servers know the token: their certificates have to tell, and all
 * servers have to be given it.
 */
final class TokenCheck implements PluginProvider<PluginConfiguration> {
  private static final String NAME = "offload-token";
  private static final String REFUSAL = "because its cluster.token is ";

  private final Token token;

  TokenCheck(Token token) {
    this.token = token;
  }

  static boolean isRefusal(String message) {
    return message.contains(REFUSAL);
  }

  static String refusalIn(String message) {
    return message.substring(message.indexOf(REFUSAL)).lines().findFirst().orElseThrow();
  }

  @Override
  public Serializable provideDiscoveryData(UUID joining) {
    return token.proofFor(joining);
  }

  @Override
  public void validateNewNode(ClusterNode node, @Nullable Serializable data) {
    if (data instanceof byte[] proof && token.isProof(node.id(), proof)) {
      return;
    }
    String reason = REFUSAL + (data == null ? "missing" : "wrong");
    throw new PluginValidationException("Node " + node.id() + " at " + node.addresses() + " was refused, " + reason,
        "refused, " + reason, node.id());
  }

  @Override
  @SuppressWarnings("deprecation")
  public void validateNewNode(ClusterNode node) {
    // Ignite calls the other one.
    validateNewNode(node, null);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public String copyright() {
    return "Offload";
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends IgnitePlugin> T plugin() {
    return (T) new IgnitePlugin() { };
  }

  @Override
  public void initExtensions(PluginContext context, ExtensionRegistry registry) {
    // It has none.
  }

  @Override
  public <T> @Nullable T createComponent(PluginContext context, Class<T> type) {
    return null;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public @Nullable CachePluginProvider createCacheProvider(CachePluginContext context) {
    return null;
  }

  @Override
  public void start(PluginContext context) {
    // It has nothing to start.
  }

  @Override
  public void stop(boolean cancel) {
    // It has nothing to stop.
  }

  @Override
  public void onIgniteStart() {
    // It has nothing to do then.
  }

  @Override
  public void onIgniteStop(boolean cancel) {
    // It has nothing to do then.
  }

  @Override
  public void receiveDiscoveryData(UUID joining, Serializable data) {
    // It was checked before.
  }
}
