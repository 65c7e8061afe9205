package dev.offload.cluster.wire;

import java.util.UUID;

/** The topics by which messages find those that they are for. */
public final class Topics {
  /** By this a node hears of sessions that nobody wants any more. The message is the topic of the session. */
  public static final String GIVEN_UP = "offload/given-up";

  private Topics() {}

  /** What sessions say to their executor. */
  public static String ofExecutor(UUID executor) {
    return "offload/" + executor;
  }

  /** What the executor answers those on a node who ask for shared objects. */
  public static String ofAskers(UUID executor, UUID node) {
    return "offload/" + executor + "/shared/" + node;
  }

  /** What the executor says to one of its sessions. */
  public static String ofSession(UUID executor, long session) {
    return "offload/" + executor + "/" + session;
  }
}
