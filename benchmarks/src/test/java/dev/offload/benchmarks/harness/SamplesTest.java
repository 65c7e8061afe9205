package dev.offload.benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.benchmarks.harness.Samples.Ratio;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Median and ratio. */
final class SamplesTest {
  @Test
  void median_ofAnOddNumber_isTheOneInTheMiddle() {
    Samples samples = Samples.of(9, 1, 3);

    assertEquals(List.of(1.0, 3.0, 9.0), List.of(samples.min(), samples.median(), samples.max()));
  }

  @Test
  void median_ofAnEvenNumber_isTheMeanOfTheTwoInTheMiddle() {
    assertEquals(3.5, Samples.of(9, 1, 3, 4).median());
  }

  @Test
  void over_others_hasTheRatioOfMediansAndTheExtremesOfThePairs() {
    Ratio ratio = Samples.of(10, 20, 30).over(Samples.of(10, 5, 6));

    assertEquals(new Ratio(1, 20.0 / 6, 5), ratio);
  }

  @Test
  void over_others_liesBetweenTheExtremesOfThePairs() {
    Ratio ratio = Samples.of(1, 100, 2, 50, 3).over(Samples.of(7, 1, 90, 2, 60));

    assertTrue(ratio.min() <= ratio.median() && ratio.median() <= ratio.max(), ratio.toString());
  }

  @Test
  void samples_withoutAny_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Samples(List.of()));
  }
}
