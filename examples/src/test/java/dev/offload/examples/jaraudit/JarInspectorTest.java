package dev.offload.examples.jaraudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarInspectorTest {
  private static final byte[] NOTHING = {};

  @TempDir
  private Path directory;

  @Test
  void plainJar_givesAllFacts() throws IOException {
    byte[] bytes = new TestJar().withClass("p/A.class", 8).withClass("p/B.class", 5).with("p/notes.txt", NOTHING).bytes();

    JarFacts facts = inspect(bytes, 17);

    assertEquals(new FileFacts(bytes.length, Hashing.sha256().hashBytes(bytes).toString()), facts.file());
    assertEquals(2, facts.contents().classes());
    assertEquals(8, facts.contents().newestRelease());
    assertEquals(8, facts.contents().neededRelease());
    assertEquals(new ModuleName(null, ModuleName.Kind.NONE), facts.contents().module());
    assertEquals(false, facts.contents().multiRelease() || facts.contents().signed());
    assertNull(facts.problem());
  }

  @Test
  void jarWithoutClasses_needsNothing() throws IOException {
    JarFacts facts = inspect(new TestJar().with("notes.txt", NOTHING).bytes(), 17);

    assertEquals(0, facts.contents().newestRelease());
    assertEquals(false, facts.isTooNewFor(8));
    assertNull(facts.problem());
  }

  @Test
  void multiReleaseJar_countsEachClassOnce_andNeedsWhatTheReleaseLoads() throws IOException {
    byte[] bytes = new TestJar().withManifest("Multi-Release: true")
        .withClass("p/A.class", 8)
        .withClass("META-INF/versions/9/p/A.class", 9)
        .withClass("META-INF/versions/21/p/A.class", 21)
        .withClass("META-INF/versions/21/p/Extra.class", 21)
        .withClass("META-INF/versions/8/p/Ignored.class", 8)
        .bytes();

    JarFacts on17 = inspect(bytes, 17);
    JarFacts on21 = inspect(bytes, 21);

    assertTrue(on17.contents().multiRelease());
    assertEquals(2, on17.contents().classes());
    assertEquals(21, on17.contents().newestRelease());
    assertEquals(9, on17.contents().neededRelease());
    assertEquals(21, on21.contents().neededRelease());
    assertEquals(1, loaded(on17).size());
    assertEquals(2, loaded(on21).size());
  }

  @Test
  void versionsOfAJarThatIsNotMultiRelease_areNotClasses() throws IOException {
    JarFacts facts = inspect(
        new TestJar().withClass("p/A.class", 8).withClass("META-INF/versions/21/p/A.class", 21).bytes(), 17);

    assertEquals(8, facts.contents().newestRelease());
    assertEquals(1, facts.contents().classes());
  }

  @Test
  void jarWithOneClassThatIsTooNew_isTooNew() throws IOException {
    JarFacts facts = inspect(new TestJar().withClass("p/A.class", 8).withClass("p/B.class", 21).bytes(), 17);

    assertTrue(facts.isTooNewFor(17));
    assertEquals(false, facts.isTooNewFor(21));
  }

  @Test
  void moduleDescriptor_namesTheModule_andIsNoClass() throws IOException {
    byte[] descriptor;
    try (InputStream in = ModuleLayer.boot().findModule("java.logging").orElseThrow().getResourceAsStream("module-info.class")) {
      descriptor = in.readAllBytes();
    }

    JarFacts facts = inspect(new TestJar().with("module-info.class", descriptor).withClass("p/A.class", 8).bytes(), 8);

    assertEquals(new ModuleName("java.logging", ModuleName.Kind.DESCRIPTOR), facts.contents().module());
    assertEquals(1, facts.contents().classes());
    assertEquals(8, facts.contents().neededRelease());
  }

  @Test
  void automaticModuleName_namesTheModule() throws IOException {
    JarFacts facts = inspect(new TestJar().withManifest("Automatic-Module-Name: com.example.auto").bytes(), 17);

    assertEquals(new ModuleName("com.example.auto", ModuleName.Kind.AUTOMATIC), facts.contents().module());
  }

  @Test
  void signatureFileAndBlock_makeItSigned() throws IOException {
    TestJar jar = new TestJar().with("META-INF/KEY.SF", NOTHING);
    boolean withFileOnly = inspect(jar.bytes(), 17).contents().signed();
    boolean withBoth = inspect(jar.with("META-INF/KEY.EC", NOTHING).bytes(), 17).contents().signed();

    assertEquals(false, withFileOnly);
    assertTrue(withBoth);
  }

  @Test
  void emptyFile_isARowWithAProblem() throws IOException {
    JarFacts facts = inspect(NOTHING, 17);

    assertEquals("not a readable jar: the file is empty", facts.problem());
    assertEquals(0, facts.file().bytes());
    assertNull(facts.contents());
  }

  @Test
  void truncatedJar_isARowWithAProblem() throws IOException {
    byte[] whole = new TestJar().withClass("p/A.class", 8).bytes();

    JarFacts facts = inspect(Arrays.copyOf(whole, whole.length - 30), 17);

    assertNotNull(facts.problem());
    assertTrue(facts.problem().startsWith("not a readable jar: "), facts.problem());
    assertEquals(whole.length - 30, facts.file().bytes());
  }

  @Test
  void badClasses_areOneProblem_andTheRestIsStillTold() throws IOException {
    byte[] bytes = new TestJar().withClass("p/A.class", 8).with("p/Bad.class", new byte[] {1, 2, 3}).with("p/C.class", NOTHING).bytes();

    JarFacts facts = inspect(bytes, 17);

    assertEquals("p/Bad.class: it is no class file (and 1 more)", facts.problem());
    assertEquals(8, facts.contents().newestRelease());
    assertEquals(1, loaded(facts).size());
  }

  @Test
  void classWithFlippedBytes_isAProblem() throws IOException {
    byte[] bytes = new TestJar().with("p/A.class", TestJar.classBytes(8, "a body that is long enough to be flipped")).bytes();
    // The compressed bytes follow the local header of 30 bytes and the name.
    Arrays.fill(bytes, 30 + "p/A.class".length() + 20, 30 + "p/A.class".length() + 26, (byte) 0x55);

    JarFacts facts = inspect(bytes, 17);

    assertNotNull(facts.problem());
    assertTrue(facts.problem().startsWith("p/A.class: "), facts.problem());
  }

  @Test
  void badManifestAndBadDescriptor_areProblems() throws IOException {
    byte[] bytes = new TestJar().with("META-INF/MANIFEST.MF", "no colon\n".getBytes()).with("module-info.class", NOTHING).bytes();

    JarFacts facts = inspect(bytes, 17);

    assertTrue(facts.problem().startsWith("META-INF/MANIFEST.MF: "), facts.problem());
    assertTrue(facts.problem().endsWith("(and 1 more)"), facts.problem());
    assertEquals(ModuleName.Kind.NONE, facts.contents().module().kind());
  }

  @Test
  void missingFile_isARowWithAProblem() {
    JarFacts facts = JarInspector.inspect(new JarRequest(directory.toString(), "gone.jar", 17));

    assertEquals(JarFacts.unreadable("gone.jar", "cannot be read: no such file"), facts);
  }

  private JarFacts inspect(byte[] bytes, int release) throws IOException {
    Files.write(directory.resolve("one.jar"), bytes);
    return JarInspector.inspect(new JarRequest(directory.toString(), "one.jar", release));
  }

  private static SortedMap<String, ClassHash> loaded(JarFacts facts) {
    SortedMap<String, ClassHash> classes = new TreeMap<>();
    facts.contents().loaded().forEach(classes::put);
    return classes;
  }
}
