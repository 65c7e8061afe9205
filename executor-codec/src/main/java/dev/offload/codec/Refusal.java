package dev.offload.codec;

/**
 * Why objects of some class do not travel.
 *
 * @param problem a clause that follows a colon
 * @param advice what the user can do; a sentence without its full stop
 * @param aboutSize whether the size that the message had reached helps to understand it
 */
record Refusal(String problem, String advice, boolean aboutSize) {
  Refusal(String problem, String advice) {
    this(problem, advice, false);
  }

  TransferFailure toFailure() {
    return new TransferFailure(this, null, null);
  }
}
