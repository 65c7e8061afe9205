package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
  private final SilenceWatch watch = new SilenceWatch();

  @BeforeEach
  void listen() {
    watch.listens(true);
  }

  @Test
  void child_thatOwesNothing_isNeverSilent() {
    assertFalse(isSilentAfter(100));
  }

  @Test
  void child_thatOwes_isSilentAfterTheIntervals() {
    watch.owes();

    assertFalse(isSilentAfter(SilenceWatch.LOOKS), "the first look may come at once, so it says nothing yet");
    assertTrue(watch.isSilent());
  }

  @Test
  void child_thatAnswered_owesNothing() {
    watch.owes();
    isSilentAfter(SilenceWatch.LOOKS);

    watch.heard(false);

    assertFalse(isSilentAfter(100));
  }

  @Test
  void child_thatAnsweredAndOwesMore_hasTheWholeTimeAgain() {
    watch.owes();
    isSilentAfter(SilenceWatch.LOOKS);

    watch.heard(true);

    assertFalse(isSilentAfter(SilenceWatch.LOOKS));
    assertTrue(watch.isSilent());
  }

  @Test
  void child_thatNobodyListensTo_isNotSilent() {
    watch.owes();
    watch.listens(false);

    assertFalse(isSilentAfter(100));
    watch.listens(true);
    assertFalse(isSilentAfter(SilenceWatch.LOOKS));
    assertTrue(watch.isSilent());
  }

  private boolean isSilentAfter(int looks) {
    boolean silent = false;
    for (int i = 0; i < looks; i++) {
      silent = watch.isSilent();
    }
    return silent;
  }
}
