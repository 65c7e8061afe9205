package dev.offload.processes;

/**
 * Finds a child that owes a sign of life and gives none: one that is frozen, or swapped out for good. Counts looks rather than time, so
 * that a parent that was frozen itself blames nobody, and only while the parent listens: code of the user's, in a result that is being
 * decoded, may keep it from that. Called from any thread.
 */
final class SilenceWatch {
  /** After so many looks in a row that find nothing new the child is silent. */
  static final int LOOKS = 4;

  // Guarded by this.
  private boolean owing;
  private boolean listening;
  private int looks;

  /** The child has been told something that it answers at once. */
  synchronized void owes() {
    owing = true;
    looks = 0;
  }

  /** The child has answered; {@code stillOwing} tells whether another answer has to follow at once. */
  synchronized void heard(boolean stillOwing) {
    owing = stillOwing;
    looks = 0;
  }

  /** The parent waits for what the child says, or does so no more. */
  synchronized void listens(boolean nowListening) {
    listening = nowListening;
    looks = 0;
  }

  /** Looks, and tells whether the child has been silent for all of the last {@link #LOOKS} intervals between two looks. */
  synchronized boolean isSilent() {
    if (owing && listening) {
      looks++;
    }
    return looks > LOOKS;
  }
}
