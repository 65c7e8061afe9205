package dev.offload.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BackendsTest {
  @Test
  void all_areThoseOnTheClassPath() {
    assertEquals(new TreeSet<>(Backends.ALL), new TreeSet<>(AllPrograms.found()));
  }
}
