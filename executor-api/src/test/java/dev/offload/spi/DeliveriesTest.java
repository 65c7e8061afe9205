package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private final List<List<Job<?>>> received = new ArrayList<>();
  private final List<Job<?>> first = new ArrayList<>();
  private final List<Job<?>> second = new ArrayList<>();

  @Test
  @DisplayName("C7: what was decided first comes first, whoever acts first")
  void batches_comeInTheOrderOfTheDecisions() {
    Deliveries deliveries = new Deliveries(received::add);
    deliveries.add(first);
    deliveries.add(second);

    // That of the second decision, then that of the first.
    deliveries.deliver();
    assertCame(first, second);
    deliveries.deliver();

    assertCame(first, second);
  }

  @Test
  @DisplayName("C7: what is decided while another is handed over comes behind it, by the thread that is at it")
  void batch_decidedMeanwhile_comesBehind() {
    Deliveries[] deliveries = new Deliveries[1];
    deliveries[0] = new Deliveries(batch -> {
      if (batch == first) {
        deliveries[0].add(second);
        deliveries[0].deliver();
        assertEquals(0, received.size(), "not within another");
      }
      received.add(batch);
    });
    deliveries[0].add(first);

    deliveries[0].deliver();

    assertCame(first, second);
  }

  @Test
  @DisplayName("E6: a batch that cannot be handed over keeps none behind it back")
  void batch_thatFails_keepsNoneBack() {
    Deliveries deliveries = new Deliveries(batch -> {
      received.add(batch);
      if (batch == first) {
        throw new OutOfMemoryError("of this test");
      }
    });
    deliveries.add(first);
    deliveries.add(second);

    assertThrows(OutOfMemoryError.class, deliveries::deliver);

    assertCame(first, second);
    deliveries.add(first);
    assertThrows(OutOfMemoryError.class, deliveries::deliver);
  }

  private void assertCame(List<Job<?>> one, List<Job<?>> other) {
    assertEquals(2, received.size());
    assertEquals(true, received.get(0) == one && received.get(1) == other);
  }
}
