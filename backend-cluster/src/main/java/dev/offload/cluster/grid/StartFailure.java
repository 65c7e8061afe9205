package dev.offload.cluster.grid;

import com.google.common.base.Throwables;
import dev.offload.BrokenExecutorException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says in one line why a node did not start, which Ignite says in many. */
final class StartFailure {
  private StartFailure() {}

  static BrokenExecutorException of(GridSettings settings, Throwable cause) {
    return new BrokenExecutorException("Cluster node \"" + settings.name() + "\" did not start: " + reason(settings, cause), cause);
  }

  private static String reason(GridSettings settings, Throwable cause) {
    List<Throwable> chain = Throwables.getCausalChain(cause);
    Optional<String> refusal = chain.stream().map(StartFailure::message).filter(TokenCheck::isRefusal).findFirst();
    if (refusal.isPresent()) {
      return "the cluster at " + settings.addresses() + " refused it, " + TokenCheck.refusalIn(refusal.get());
    }
    if (chain.stream().map(StartFailure::message).anyMatch(message -> message.contains("Failed to bind"))) {
      return "it cannot listen on " + settings.localHost() + ", where ports " + settings.port() + " to "
          + (settings.port() + settings.portRange()) + " or " + settings.communicationPort() + " to "
          + (settings.communicationPort() + GridSettings.COMMUNICATION_PORT_RANGE) + " are all in use or forbidden; set cluster.port";
    }
    if (chain.stream().anyMatch(SSLException.class::isInstance)) {
      return "no TLS connection to " + settings.addresses() + ": " + deepest(cause)
          + "; both sides need cluster.tls.keyStore and must trust each other's certificate";
    }
    if (chain.stream().map(StartFailure::message).anyMatch(StartFailure::isSilence)) {
      return "nobody answers at " + settings.addresses() + " within " + settings.joinTimeout().toMillis() + " ms; a node there may "
          + (settings.tls().isPresent() ? "not speak TLS, or not trust this one's certificate" : "speak nothing but TLS");
    }
    return deepest(cause);
  }

  private static boolean isSilence(String message) {
    return message.contains("Join process timed out") || message.contains("Failed to connect to any address from IP finder");
  }

  /** The first line of what the innermost cause says. */
  static String deepest(Throwable thrown) {
    Throwable root = Throwables.getRootCause(thrown);
    String message = message(root);
    return message.isEmpty() ? root.toString() : message.lines().findFirst().orElseThrow();
  }

  private static String message(Throwable thrown) {
    return thrown.getMessage() == null ? "" : thrown.getMessage();
  }
}
