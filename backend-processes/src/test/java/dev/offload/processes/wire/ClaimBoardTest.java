package dev.offload.processes.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimBoardTest {
  private static final int RACES = 2_000;

  @TempDir private Path directory;

  @Test
  void tryBegin_afterRecall_isRefused() throws IOException {
    ClaimBoard parent = ClaimBoard.create(directory.resolve("board"));
    ClaimBoard child = ClaimBoard.open(directory.resolve("board"));
    parent.offer(77);

    assertTrue(parent.tryRecall(77));
    assertTrue(parent.tryRecall(77), "a second recall changes nothing");
    assertFalse(child.tryBegin(77));
  }

  @Test
  void tryRecall_afterBegin_isRefused() throws IOException {
    ClaimBoard parent = ClaimBoard.create(directory.resolve("board"));
    ClaimBoard child = ClaimBoard.open(directory.resolve("board"));
    parent.offer(1);

    assertTrue(child.tryBegin(1));
    assertFalse(parent.tryRecall(1));
    assertFalse(child.tryBegin(1), "a task begins once");
  }

  @Test
  void slot_usedAgain_knowsTheOldTaskNoMore() throws IOException {
    ClaimBoard board = ClaimBoard.create(directory.resolve("board"));
    long next = 5 + ClaimBoard.SLOTS;
    board.offer(5);
    board.tryBegin(5);
    board.offer(next);

    assertFalse(board.tryBegin(5));
    assertFalse(board.tryRecall(5));
    assertTrue(board.tryBegin(next));
  }

  @Test
  void beginAndRecall_atTheSameTime_oneWins() throws Exception {
    ClaimBoard parent = ClaimBoard.create(directory.resolve("board"));
    ClaimBoard child = ClaimBoard.open(directory.resolve("board"));
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int race = 1; race <= RACES; race++) {
        int id = race;
        parent.offer(id);
        Future<Boolean> began = threads.submit(() -> {
          start.await();
          return child.tryBegin(id);
        });
        Future<Boolean> recalled = threads.submit(() -> {
          start.await();
          return parent.tryRecall(id);
        });
        assertEquals(began.get(), !recalled.get(), "race " + race + " had not exactly one winner");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void create_whereTheFileExists_fails() throws IOException {
    ClaimBoard.create(directory.resolve("board"));

    assertThrows(IOException.class, () -> ClaimBoard.create(directory.resolve("board")));
  }
}
