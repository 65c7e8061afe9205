package dev.offload.examples.jaraudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AuditProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void wanted_showsHowManyJarsAreDone() {
    showThreeSteps(true);

    assertTrue(err.toString(StandardCharsets.UTF_8).contains("3/3 jars"), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void notWanted_showsNothing() {
    showThreeSteps(false);

    assertEquals(0, err.size());
  }

  @Test
  void nothingSaid_andStandardErrorIsNoTerminal_showsNothing() {
    showThreeSteps(null);

    assertEquals(0, err.size());
  }

  private void showThreeSteps(Boolean wanted) {
    try (AuditProgress progress = AuditProgress.of(3, new PrintStream(err, true, StandardCharsets.UTF_8), wanted)) {
      progress.step();
      progress.step();
      progress.step();
    }
  }
}
