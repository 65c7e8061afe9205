package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.processes.wire.ClassAnswer;
import dev.offload.processes.wire.ClassQuery;
import dev.offload.processes.wire.ClassQuery.Kind;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user's class loader is asked on behalf of a child. */
class ClassSourceTest {
  private final List<String> asked = new ArrayList<>();
  private final ClassLoader loader = new ClassLoader(ClassSourceTest.class.getClassLoader()) {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      asked.add(name);
      return super.loadClass(name, resolve);
    }
  };

  @ParameterizedTest
  @ValueSource(strings = {"a\\b", "..\\..\\b", "C:a", "a\u0001b", "../b", "a..b", "[Lx;"})
  @DisplayName("E6: a class loader is not asked for what can be no class: what it makes of a path is its own affair")
  void query_forWhatIsNoClass_reachesNoLoader(String name) throws Exception {
    ClassSource source = new ClassSource(loader, from -> new Codec(CodecOptions.defaults(), from), 1 << 20);

    ClassAnswer missing = ask(source, Kind.MISSING_CLASS, name);
    ClassAnswer atHand = ask(source, Kind.CLASS_AT_HAND, name);

    assertEquals(List.of(), asked);
    assertEquals(ClassAnswer.Kind.NONE, missing.kind());
    assertEquals(ClassAnswer.Kind.NONE, atHand.kind());
  }

  private static ClassAnswer ask(ClassSource source, Kind kind, String name) throws Exception {
    byte[] query = new ClassQuery(kind, 0, name, 0).toBytes();
    return ClassAnswer.from(source.answer(Frame.withHead(FrameType.CLASS_REQUEST, 1, query)).head());
  }
}
