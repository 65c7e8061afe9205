package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.processes.ParentJvm.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parents that open executors at the same time, each looking for what dead ones left behind while another is just being made. */
class WorkerDirectoryRaceTest {
  private static final int PARENTS = 3;

  @TempDir private Path temporary;

  /** A program that makes directories and says how many of them were gone a moment later. */
  static final class Maker {
    private static final int ROUNDS = 1_000;

    private Maker() {}

    public static void main(String[] arguments) throws Exception {
      int gone = 0;
      for (int i = 0; i < ROUNDS; i++) {
        WorkerDirectory made = WorkerDirectory.createIn(Path.of(arguments[0]));
        if (Files.notExists(made.file("lock"))) {
          gone++;
        }
        made.delete();
      }
      System.out.print(gone);
    }
  }

  @Test
  @DisplayName("E5: no parent takes the directory of another for that of a dead one, also not while it is being made")
  void directories_madeAtTheSameTime_stay() throws Exception {
    List<CompletableFuture<Ended>> parents = new ArrayList<>();
    for (int i = 0; i < PARENTS; i++) {
      parents.add(CompletableFuture.supplyAsync(this::make, body -> new Thread(body).start()));
    }

    for (CompletableFuture<Ended> parent : parents) {
      Ended ended = parent.get(2 * Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      ended.assertPrinted("0");
      assertEquals(0, ended.code());
    }
  }

  private Ended make() {
    try {
      return ParentJvm.java("-cp", System.getProperty("java.class.path"), Maker.class.getName(), temporary.toString()).run();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("a parent could not be run", e);
    }
  }
}
