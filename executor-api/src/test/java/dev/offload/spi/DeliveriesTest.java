package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private final List<List<Job<?>>> received = new ArrayList<>();
  private final List<Job<?>> first = new ArrayList<>();
  private final List<Job<?>> second = new ArrayList<>();

  @Test
  @DisplayName("C7: what was decided first comes first, whoever acts first")
  void batches_comeInTheOrderOfTheDecisions() {
    Deliveries deliveries = new Deliveries();
    deliveries.add(first);
    deliveries.add(second);

    // That of the second decision, then that of the first.
    deliveries.deliver(received::add);
    assertCame(first, second);
    deliveries.deliver(received::add);

    assertCame(first, second);
  }

  @Test
  @DisplayName("C7: what is decided while another is handed over comes behind it, by the thread that is at it")
  void batch_decidedMeanwhile_comesBehind() {
    Deliveries deliveries = new Deliveries();
    deliveries.add(first);

    deliveries.deliver(batch -> {
      if (batch == first) {
        deliveries.add(second);
        deliveries.deliver(received::add);
        assertEquals(0, received.size(), "not within another");
      }
      received.add(batch);
    });

    assertCame(first, second);
  }

  @Test
  @DisplayName("E6: a batch that cannot be handed over keeps none behind it back")
  void batch_thatFails_keepsNoneBack() {
    Deliveries deliveries = new Deliveries();
    Consumer<List<Job<?>>> failing = batch -> {
      received.add(batch);
      if (batch == first) {
        throw new OutOfMemoryError("of this test");
      }
    };
    deliveries.add(first);
    deliveries.add(second);

    assertThrows(OutOfMemoryError.class, () -> deliveries.deliver(failing));

    assertCame(first, second);
    deliveries.add(first);
    assertThrows(OutOfMemoryError.class, () -> deliveries.deliver(failing));
  }

  private void assertCame(List<Job<?>> one, List<Job<?>> other) {
    assertEquals(2, received.size());
    assertEquals(true, received.get(0) == one && received.get(1) == other);
  }
}
