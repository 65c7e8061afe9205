package dev.offload.examples;

/**
 * What came of running a program on a backend.
 *
 * @param verdict in a word
 * @param reason what is wrong, or why the program cannot run there; empty if it is right
 */
public record Trial(Verdict verdict, String reason) {
  /** In a word. */
  public enum Verdict {
    /** The outcome is as it should be. */
    RIGHT("right"),
    /** It is not, or the program failed. */
    WRONG("WRONG"),
    /** The backend refused something that the program needs, and said so. */
    REFUSED("refused");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  static Trial right() {
    return new Trial(Verdict.RIGHT, "");
  }

  static Trial wrong(String why) {
    return new Trial(Verdict.WRONG, why);
  }

  static Trial refused(String why) {
    return new Trial(Verdict.REFUSED, why);
  }
}
