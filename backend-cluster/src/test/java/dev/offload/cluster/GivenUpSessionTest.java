package dev.offload.cluster;

import static dev.offload.conformance.Outcomes.assertMentions;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.cluster.grid.Grid;
import dev.offload.cluster.grid.GridSettings;
import dev.offload.cluster.grid.Ports;
import dev.offload.cluster.node.ServerNode;
import dev.offload.cluster.node.Sessions;
import dev.offload.cluster.wire.SessionEnd;
import dev.offload.cluster.wire.WireCodec;
import dev.offload.conformance.ContractSubject;
import dev.offload.conformance.Eventually;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.lang.IgniteFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A session ends that nobody wants any more, also where the engine has forgotten that its job was cancelled. */
class GivenUpSessionTest {
  private static Grid node;

  @BeforeAll
  static void start() {
    int port = Ports.free();
    node = ServerNode.start(GridSettings.server("given-up").ports(port, 1).communicationPort(port + 1_000)
        .addresses(List.of("127.0.0.1:" + port)), 2, "threads");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  @DisplayName("E5: a session that was given up before it begins, ends")
  void session_givenUpBeforeItBegins_ends() {
    Place place = newPlace(1);

    place.tellGivenUp();
    IgniteFuture<byte[]> end = place.ask();

    assertGivenUp(end);
  }

  @Test
  @DisplayName("E5: a session that was given up when it has begun, ends")
  void session_givenUpWhenItHasBegun_ends() {
    Place place = newPlace(2);
    IgniteFuture<byte[]> end = place.ask();
    Eventually.eventually(() -> Sessions.countOn(node.ignite()) == 1, () -> "the session");

    place.tellGivenUp();

    assertGivenUp(end);
  }

  private static void assertGivenUp(IgniteFuture<byte[]> end) {
    SessionEnd told = (SessionEnd) WireCodec.fromBytes(end.get(ContractSubject.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertMentions(told.exit().story(), "it was given up");
    assertEquals(0, Sessions.countOn(node.ignite()));
  }

  private static Place newPlace(long session) {
    return OwnPlaces.on(node.ignite(), UUID.randomUUID(), session, 1);
  }
}
