package dev.offload.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of object arrives as it was: by way of bytes, and by way of another JVM. */
class KindsTest {
  private static final int PATIENCE_SECONDS = 30;

  @TempDir
  static Path directory;

  private static Process child;
  private static DataInputStream fromChild;
  private static DataOutputStream toChild;

  private final ByteCodec codec = new ByteCodec(CodecOptions.defaults(), KindsTest.class.getClassLoader());

  static Stream<Kind> kinds() {
    return Stream.of(LanguageKinds.all(), LibraryKinds.all(), UserKinds.all()).flatMap(List::stream);
  }

  @BeforeAll
  static void startChild() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("java.class.path"), EchoChild.class.getName());
    // With it the JVM itself would print a line to stderr.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    child = builder.redirectError(directory.resolve("stderr").toFile()).start();
    fromChild = new DataInputStream(child.getInputStream());
    toChild = new DataOutputStream(child.getOutputStream());
  }

  @AfterAll
  static void endChild() throws Exception {
    toChild.writeBoolean(false);
    toChild.close();
    boolean ended = child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    byte[] leftOnStdout = ended ? fromChild.readAllBytes() : new byte[0];
    child.destroyForcibly();

    assertTrue(ended, "the child JVM should end when it is told to");
    assertEquals("", Files.readString(directory.resolve("stderr")), "a JVM with a codec prints nothing to stderr");
    assertEquals(0, leftOnStdout.length, "a JVM with a codec prints nothing to stdout");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void roundTrip_inThisJvm_keepsTheValue(Kind kind) {
    Object original = kind.value().get();
    String expected = kind.view().apply(original);

    Object copy = codec.decodeResult(codec.encodeResult(original));

    assertEquals(expected, kind.view().apply(copy));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void roundTrip_byAnotherJvm_keepsTheValue(Kind kind) throws IOException {
    Object original = kind.value().get();
    String expected = kind.view().apply(original);
    byte[] bytes = codec.encodeResult(original);

    toChild.writeBoolean(true);
    toChild.writeUTF(kind.name());
    toChild.writeInt(bytes.length);
    toChild.write(bytes);
    toChild.flush();
    String seenByChild = fromChild.readUTF();
    Object echo = codec.decodeResult(fromChild.readNBytes(fromChild.readInt()));

    assertEquals(expected, seenByChild);
    assertEquals(expected, kind.view().apply(echo));
  }
}
