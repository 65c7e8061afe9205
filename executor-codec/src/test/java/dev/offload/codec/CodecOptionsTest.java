package dev.offload.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecOptionsTest {
  @Test
  void defaults_areAsDocumented() {
    assertEquals(new CodecOptions(268_435_456, Optional.empty()), CodecOptions.defaults());
  }

  @ParameterizedTest
  @ValueSource(ints = {1023, -1, (1 << 30) + 1})
  @DisplayName("C9 maxBytes out of its range is refused")
  void maxBytes_outOfRange_isRefused(int maxBytes) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> CodecOptions.defaults().withMaxBytes(maxBytes));

    String bound = maxBytes < 1024 ? ">= 1024" : "<= 1073741824";
    assertEquals("maxBytes must be " + bound + ", was " + maxBytes, error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "com.acme.", "*", "com.*.Order", "com acme", ".*"})
  @DisplayName("C9 a pattern that is no class name is refused")
  void pattern_thatIsNoName_isRefused(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> CodecOptions.defaults().withAllowedClasses(List.of(pattern)));
  }
}
