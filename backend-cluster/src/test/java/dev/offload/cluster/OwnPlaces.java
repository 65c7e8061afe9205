package dev.offload.cluster;

import dev.offload.cluster.wire.SessionOrder;
import dev.offload.codec.Encoded;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ignite.Ignite;

/** Places on the node itself, of an executor that there is not. */
final class OwnPlaces {
  private OwnPlaces() {}

  /** A place that is not asked for yet; {@code topology} is what it was chosen by. */
  static Place on(Ignite node, UUID executor, long session, long topology) {
    SessionOrder order = new SessionOrder(executor, session, 1, topology, 1, 1, "threads", Map.of(), Encoded.of(new byte[0]), 1, false,
        1 << 20, List.of());
    return new Place(node, node.cluster().localNode(), order, OwnPlaces.class.getClassLoader());
  }
}
