package dev.offload.cluster.grid;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM without the flags says. */
class JvmFlagsTest {
  @TempDir
  Path directory;

  @Test
  void flags_allGiven_nothingIsMissing() {
    assertEquals(List.of(), JvmFlags.missing());
    assertDoesNotThrow(JvmFlags::ensureOpen);
  }

  @Test
  void flags_noneGiven_allStandInOneLine() throws Exception {
    String message = new Child(directory).run(List.of(), "check");

    assertEquals(String.join(" ", JvmFlags.all()), message.lines().toList().get(1));
    assertTrue(message.contains("JDK_JAVA_OPTIONS"), message);
  }

  @Test
  void flags_someGiven_onlyTheOthersAreNamed() throws Exception {
    List<String> all = JvmFlags.all();

    String message = new Child(directory).run(all.subList(1, 4), "check");

    assertEquals(all.get(0) + " " + all.get(4), message.lines().toList().get(1));
    assertTrue(message.contains("\"Add-Opens: java.base/java.nio java.base/java.io\""), message);
  }
}
