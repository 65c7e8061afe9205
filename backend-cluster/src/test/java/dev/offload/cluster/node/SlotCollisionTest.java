package dev.offload.cluster.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlotCollisionTest {
  private final SlotCollision slots = new SlotCollision(2, true);

  @Test
  void roomOfANode_isForSessionsThatWerePlacedBeforeItJoined() {
    slots.joined(UUID.randomUUID(), 2, 5);

    assertFalse(slots.tryTakeRoomElsewhere(5));
    assertTrue(slots.tryTakeRoomElsewhere(4));
    assertTrue(slots.tryTakeRoomElsewhere(1));
    assertFalse(slots.tryTakeRoomElsewhere(1));
    assertFalse(slots.hasRoomElsewhere());
  }

  @Test
  void roomOfANode_isNotForSessionsThatOnlyMissedAnother() {
    slots.joined(UUID.randomUUID(), 4, 5);
    slots.joined(UUID.randomUUID(), 1, 7);

    assertTrue(slots.tryTakeRoomElsewhere(6));
    assertFalse(slots.tryTakeRoomElsewhere(6));
  }

  @Test
  void roomOfANodeThatHasLeft_isNone() {
    UUID node = UUID.randomUUID();
    slots.joined(node, 2, 5);

    slots.left(node);

    assertFalse(slots.tryTakeRoomElsewhere(1));
  }

  @Test
  void nodeWithoutSlots_isNoRoom() {
    slots.joined(UUID.randomUUID(), 0, 5);

    assertFalse(slots.hasRoomElsewhere());
  }
}
