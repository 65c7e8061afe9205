package dev.offload.processes;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Tells whose process is at the other end of a Unix-domain socket, where system and JDK can say. */
final class PeerCredentials {
  private PeerCredentials() {}

  /** False if the peer is certainly another user's. A system that cannot tell leaves it to the token. */
  static boolean mayBelongTo(UserPrincipal owner, SocketChannel peer) throws IOException {
    try {
      if (!peer.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
        return true;
      }
      UnixDomainPrincipal principal = peer.getOption(ExtendedSocketOptions.SO_PEERCRED);
      return principal.user().equals(owner);
    } catch (NoClassDefFoundError | UnsupportedOperationException e) {
      // A runtime image without the module jdk.net, or a TCP socket.
      return true;
    }
  }
}
