package dev.offload.conformance;

/**
 * One fault at one stage, and how the task ends that it hits.
 *
 * @param stage where
 * @param fault what
 * @param ending how its task ends
 */
record Cell(Stage stage, Fault fault, Ending ending) {
  /** The rule of the contract that says so. */
  String rule() {
    return switch (ending) {
      case THROWN -> fault.usesUpMemory() ? "R8" : "R3";
      case TRANSFER -> stage == Stage.ENCODE_TASK ? "C5" : fault.usesUpMemory() && !stage.isInParent() ? "R8" : "R4";
      case LOST, MOVED -> "E3";
      case TIMEOUT -> "K5";
      case VALUE -> stage == Stage.LISTENER ? "L2" : "E6";
      case GONE -> "E5";
    };
  }

  /** Tells whether another worker takes the place of the one there was. */
  boolean replacesTheWorker() {
    return switch (ending) {
      case LOST, TIMEOUT, MOVED -> true;
      default -> fault.usesUpMemory() && stage.isInTaskThread();
    };
  }

  /** Tells whether the parent must be a program of its own, because the fault would not be survived by this JVM, or by other tests. */
  boolean needsItsOwnParent() {
    return stage.isInParent() && (fault.endsItsJvm() || fault == Fault.STOP || fault.usesUpMemory());
  }

  @Override
  public String toString() {
    return rule() + ": " + stage + " x " + fault + " -> " + ending;
  }
}
