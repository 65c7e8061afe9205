package dev.offload.cluster.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program with nodes shows of them. */
class GridProgramTest {
  @TempDir
  Path directory;

  @Test
  void program_thatCloses_saysNothingAndLeavesNoFile() throws Exception {
    Child child = new Child(directory);

    assertEquals("", child.run(JvmFlags.all(), "close"));
    assertEquals(List.of(), child.files());
  }

  @Test
  void program_thatForgetsToClose_endsAllTheSame() throws Exception {
    Child child = new Child(directory);

    assertEquals("", child.run(JvmFlags.all(), "forget"));
    assertEquals(List.of(), child.files());
  }
}
