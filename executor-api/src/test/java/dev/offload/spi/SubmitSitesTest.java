package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubmitSitesTest {
  private static final long START = 5;

  private int looks;
  private final SubmitSites sites = new SubmitSites(() -> {
    looks++;
    return new SubmitSite(Optional.empty(), false);
  });

  @Test
  @DisplayName("R1: each of the first tasks of a class gets a look of its own, those behind them share the last one")
  void here_inABurst_looksSixtyFourTimes() {
    for (int i = 0; i < SubmitSites.MAX_LOOKS; i++) {
      assertFalse(sites.here(String.class, START).oneOfMany());
    }

    for (int i = 0; i < 1_000; i++) {
      assertTrue(sites.here(String.class, START).oneOfMany());
    }
    assertEquals(SubmitSites.MAX_LOOKS, looks);
  }

  @Test
  @DisplayName("R1: another class of task has looks of its own")
  void here_ofAnotherClass_looks() {
    exhaust(String.class);

    assertFalse(sites.here(Integer.class, START).oneOfMany());
    assertEquals("as digest", sites.here(Integer.class, START).describe("digest"));
  }

  @Test
  @DisplayName("R1: a burst gets one more look for each millisecond, and after a rest as many as at first")
  void here_asTimePasses_looksAgain() {
    exhaust(String.class);
    long later = START + TimeUnit.MILLISECONDS.toNanos(1);

    assertFalse(sites.here(String.class, later).oneOfMany());
    assertTrue(sites.here(String.class, later).oneOfMany());
    assertEquals("as digest, one of many from about here", sites.here(String.class, later).describe("digest"));

    looks = 0;
    long muchLater = later + TimeUnit.SECONDS.toNanos(10);
    for (int i = 0; i < 2 * SubmitSites.MAX_LOOKS; i++) {
      sites.here(String.class, muchLater);
    }
    assertEquals(SubmitSites.MAX_LOOKS, looks);
  }

  private void exhaust(Class<?> code) {
    while (!sites.here(code, START).oneOfMany()) {
      assertTrue(looks <= SubmitSites.MAX_LOOKS, "it looks each time");
    }
  }
}
