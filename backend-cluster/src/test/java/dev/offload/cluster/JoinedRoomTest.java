package dev.offload.cluster;

import static dev.offload.conformance.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.cluster.grid.Grid;
import dev.offload.cluster.grid.GridSettings;
import dev.offload.cluster.grid.Ports;
import dev.offload.cluster.node.ServerNode;
import dev.offload.cluster.node.Sessions;
import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.MessageType;
import dev.offload.cluster.wire.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A session that begins on its program's own node after another has joined, which has one slot. */
class JoinedRoomTest {
  private static final int SESSIONS = Runtime.getRuntime().availableProcessors() + 3;
  private static Grid own;
  private static Grid other;
  private static long topologyBefore;

  private final UUID executor = UUID.randomUUID();
  private final ConcurrentLinkedQueue<MessageType> heard = new ConcurrentLinkedQueue<>();
  private final List<Place> places = new ArrayList<>();

  @BeforeAll
  static void start() {
    int port = Ports.free();
    own = ServerNode.startEmbedded(settings("own", port, port), OptionalInt.empty(), "threads");
    topologyBefore = own.ignite().cluster().topologyVersion();
    other = ServerNode.start(settings("other", port + 1, port), 1, "threads");
    eventually(() -> own.ignite().cluster().topologyVersion() > topologyBefore, () -> "the other node");
  }

  private static GridSettings.Builder settings(String name, int port, int portOfOwn) {
    return GridSettings.server(name).ports(port, 1).communicationPort(port + 1_000).addresses(List.of("127.0.0.1:" + portOfOwn));
  }

  @AfterAll
  static void stop() {
    other.close();
    own.close();
  }

  @BeforeEach
  void listen() {
    own.ignite().message().localListen(Topics.ofExecutor(executor), (node, bytes) -> heard.add(Message.from((byte[]) bytes).type()));
  }

  @AfterEach
  void endSessions() {
    places.forEach(Place::cancel);
  }

  @Test
  @DisplayName("E3: sessions whose node was chosen before a node joined make way for it, no more than it has slots")
  void sessions_placedBeforeTheJoin_makeWayOnce() {
    begin(own.ignite().cluster().topologyVersion());
    places.forEach(Place::cancel);
    eventually(() -> Sessions.countOn(own.ignite()) == 0, () -> "the end of all sessions");
    assertEquals(0, wornOnes());

    begin(topologyBefore);
    eventually(() -> wornOnes() > 0, () -> "a session that is sent away");
    begin(topologyBefore);

    assertEquals(1, wornOnes());
  }

  private void begin(long topology) {
    final int readyAfter = readyOnes() + SESSIONS;
    for (int i = 0; i < SESSIONS; i++) {
      Place place = OwnPlaces.on(own.ignite(), executor, places.size() + 1, topology);
      places.add(place);
      place.ask();
    }
    eventually(() -> readyOnes() == readyAfter, () -> "all sessions, not only " + heard);
  }

  private int readyOnes() {
    return Collections.frequency(heard, MessageType.READY);
  }

  private int wornOnes() {
    return Collections.frequency(heard, MessageType.WORN);
  }
}
