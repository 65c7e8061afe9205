package dev.offload.conformance;

import java.io.Serializable;
import java.net.Socket;

/** Things that cannot travel, because a socket is in them. */
final class Unsendable {
  private Unsendable() {}

  /** The outer one. */
  record Session(String user, Connection connection) {
    static Session open() {
      return new Session("user", new Connection(new Socket()));
    }
  }

  /** The inner one. */
  record Connection(Socket socket) {}

  /** A failure that holds a socket. */
  static final class SocketFailure extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final Object socket = new Socket();

    SocketFailure(String message, Throwable cause) {
      super(message, cause);
    }

    Object socket() {
      return socket;
    }
  }

  /** Cannot be read in another process than the one it was made in. */
  record HomeBound(long pid) implements Serializable {
    HomeBound {
      if (pid != Tasks.pid()) {
        throw new IllegalStateException("made in process " + pid + ", read in another");
      }
    }

    static HomeBound here() {
      return new HomeBound(Tasks.pid());
    }
  }
}
