package dev.offload.codec.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What goes ahead of requests and answers. */
class MessagesTest {
  @Test
  void question_comesBackAsItWas() throws BadMessageException {
    Question patient = new Question(7, Long.MAX_VALUE, true);
    Question hurried = new Question(Long.MIN_VALUE, 1, false);

    assertEquals(patient, Question.from(patient.toBytes()));
    assertEquals(hurried, Question.from(hurried.toBytes()));
  }

  @Test
  void answerKind_comesBackAsItWas() throws BadMessageException {
    for (AnswerKind kind : AnswerKind.values()) {
      assertEquals(kind, AnswerKind.from(kind.toBytes()));
    }
  }

  @Test
  @DisplayName("E6: a question that makes no sense is refused")
  void question_thatMakesNoSense_isRefused() {
    byte[] question = new Question(7, 8, true).toBytes();
    byte[] neitherYesNorNo = question.clone();
    neitherYesNorNo[question.length - 1] = 2;

    assertRefused(() -> Question.from(new byte[0]));
    assertRefused(() -> Question.from(Arrays.copyOf(question, question.length - 1)));
    assertRefused(() -> Question.from(Arrays.copyOf(question, question.length + 1)));
    assertRefused(() -> Question.from(neitherYesNorNo));
  }

  @Test
  @DisplayName("E6: an answer of no kind is refused")
  void answerKind_thatMakesNoSense_isRefused() {
    assertRefused(() -> AnswerKind.from(new byte[0]));
    assertRefused(() -> AnswerKind.from(new byte[2]));
    assertRefused(() -> AnswerKind.from(new byte[] {-1}));
    assertRefused(() -> AnswerKind.from(new byte[] {(byte) AnswerKind.values().length}));
  }

  private static void assertRefused(Executable reading) {
    BadMessageException e = assertThrows(BadMessageException.class, reading);
    assertTrue(e.getMessage().contains("makes no sense"), e.getMessage());
  }
}
