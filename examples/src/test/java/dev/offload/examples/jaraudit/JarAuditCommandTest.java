package dev.offload.examples.jaraudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.offload.examples.Backends;
import dev.offload.examples.CommandRun;
import dev.offload.examples.OnEveryBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarAuditCommandTest {
  private static final String FIRST_BACKEND = Backends.ofThisBuild().get(0);

  @TempDir
  private Path temp;

  private Path jars;

  @BeforeEach
  void makeJars() throws IOException {
    jars = Files.createDirectory(temp.resolve("the jars"));
    new TestJar().withClass("p/A.class", 8).withClass("p/Same.class", 8).write(jars.resolve("lib/a.jar"));
    new TestJar().with("p/A.class", TestJar.classBytes(8, "other")).withClass("p/Same.class", 8).write(jars.resolve("lib/b.jar"));
    new TestJar().with("p/A.class", TestJar.classBytes(8, "other")).write(jars.resolve("c.jar"));
    new TestJar().withManifest("Multi-Release: true", "Automatic-Module-Name: <b>&\"auto\"</b>")
        .withClass("q/Q.class", 8).withClass("META-INF/versions/21/q/Q.class", 21).write(jars.resolve("multi.jar"));
    new TestJar().withClass("r/New.class", 21).write(jars.resolve("new.jar"));
    new TestJar().with("s/Bad.class", new byte[] {1}).write(jars.resolve("<script>alert(1)</script>&.jar".replace("/", "-")));
    Files.createFile(jars.resolve("empty.jar"));
    Files.writeString(jars.resolve("text.jar"), "this is no jar");
    Files.createSymbolicLink(jars.resolve("dangling.jar"), Path.of("nowhere"));
    Files.createDirectory(jars.resolve("directory.jar"));
    Files.writeString(jars.resolve("notes.txt"), "not looked at");
  }

  @OnEveryBackend
  void report_isTheSameBytes_onEveryBackendWithAnyNumberOfWorkers(String backend) throws IOException {
    Written expected = audit(FIRST_BACKEND, 1);

    assertEquals(expected, audit(backend, 1));
    assertEquals(expected, audit(backend, 3));
  }

  @OnEveryBackend
  void json_hasARowForEachJar_brokenOrNot(String backend) throws IOException {
    JsonObject json = JsonParser.parseString(audit(backend, 2).json()).getAsJsonObject();

    assertEquals(List.of("<script>alert(1)<-script>&.jar", "c.jar", "dangling.jar", "empty.jar", "lib/a.jar", "lib/b.jar", "multi.jar",
        "new.jar", "text.jar"), StreamSupport.stream(json.getAsJsonArray("jars").spliterator(), false)
            .map(jar -> jar.getAsJsonObject().get("path").getAsString()).toList());
    assertEquals("s/Bad.class: it is no class file", jar(json, 0).get("problem").getAsString());
    assertEquals("cannot be read: no such file", jar(json, 2).get("problem").getAsString());
    assertEquals("not a readable jar: the file is empty", jar(json, 3).get("problem").getAsString());
    assertTrue(jar(json, 8).get("problem").getAsString().startsWith("not a readable jar: "));
    assertTrue(jar(json, 8).get("loadable").isJsonNull());
    assertTrue(jar(json, 6).get("loadable").getAsBoolean());
    assertEquals(4, json.getAsJsonObject("summary").get("problems").getAsInt());
  }

  @OnEveryBackend
  void json_tellsWhatTheReleaseCannotLoad(String backend) throws IOException {
    JsonArray tooNew = JsonParser.parseString(audit(backend, 2).json()).getAsJsonObject().getAsJsonArray("tooNew");

    assertEquals("[\"new.jar\"]", tooNew.toString());
  }

  @OnEveryBackend
  void json_groupsConflictsByJarsWithTheSameBytes(String backend) throws IOException {
    JsonArray conflicts = JsonParser.parseString(audit(backend, 2).json()).getAsJsonObject().getAsJsonArray("conflicts");

    assertEquals("[{\"variants\":[[\"c.jar\",\"lib/b.jar\"],[\"lib/a.jar\"]],\"classes\":[\"p.A\"]}]", conflicts.toString());
  }

  @Test
  void html_escapesWhatComesFromJars_andNeedsNothingElse() throws IOException {
    String html = audit(FIRST_BACKEND, 2).html();

    assertTrue(html.contains("&lt;script&gt;alert(1)&lt;-script&gt;&amp;.jar"), html);
    assertTrue(html.contains("&lt;b&gt;&amp;&quot;auto&quot;&lt;/b&gt;"), html);
    assertEquals(1, html.split("<script", -1).length - 1);
    for (String reference : List.of("http:", "https:", "src=", "<link", "@import", "url(")) {
      assertTrue(!html.contains(reference), reference);
    }
  }

  @Test
  void reports_doNotTellWhereTheyWereMade() throws IOException {
    Written written = audit(FIRST_BACKEND, 2);

    for (String report : List.of(written.out(), written.json(), written.html())) {
      assertTrue(!report.contains(temp.toString()), report);
    }
  }

  @Test
  void emptyDirectory_isAnEmptyReport() throws IOException {
    Path empty = Files.createDirectory(temp.resolve("empty"));

    CommandRun run = CommandRun.of("jar-audit", "--backend", FIRST_BACKEND, "--dir", empty.toString(), "--html", file("empty.html"));

    assertEquals(0, run.status());
    assertTrue(run.out().contains("Jars: 0, 0 B, 0 classes"), run.out());
  }

  @Test
  void directory_thatIsALink_isFollowed() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), jars);

    CommandRun run = CommandRun.of("jar-audit", "--backend", FIRST_BACKEND, "--release", "17", "--no-progress", link.toString());

    assertEquals(audit(FIRST_BACKEND, 2).out(), run.out());
  }

  @Test
  void directory_thatDoesNotExist_isOneLine() {
    assertFails("examples/run jar-audit: directory \"" + file("gone") + "\" does not exist", file("gone"));
  }

  @Test
  void directory_thatIsAFile_isOneLine() {
    String file = jars.resolve("notes.txt").toString();

    assertFails("examples/run jar-audit: \"" + file + "\" is not a directory that can be read", file);
  }

  @Test
  void directory_givenTwice_isOneLine() {
    assertFails("examples/run jar-audit: give the directory once: \"a\" or --dir \"b\"", "a", "--dir", "b");
  }

  @Test
  void release_zero_isOneLine() {
    assertFails("examples/run jar-audit: --release must be >= 1, was 0", jars.toString(), "--release", "0");
  }

  @Test
  void reportFile_thatCannotBeWritten_isOneLine_beforeTheWork() {
    for (String option : List.of("--json", "--html")) {
      String inNoDirectory = file("gone/report");
      assertFails("examples/run jar-audit: " + option + " \"" + inNoDirectory + "\" cannot be written",
          jars.toString(), option, inNoDirectory);
      assertFails("examples/run jar-audit: " + option + " \"" + temp + "\" cannot be written",
          jars.toString(), option, temp.toString());
    }
  }

  private record Written(String out, String json, String html) {}

  private Written audit(String backend, int workers) throws IOException {
    CommandRun run = CommandRun.of("jar-audit", jars.toString(), "--release", "17", "--backend", backend, "--workers", "" + workers,
        "--json", file("report.json"), "--html", file("report.html"));
    assertEquals(0, run.status(), run.err());
    return new Written(run.out(), Files.readString(temp.resolve("report.json")), Files.readString(temp.resolve("report.html")));
  }

  private String file(String name) {
    return temp.resolve(name).toString();
  }

  private static JsonObject jar(JsonObject json, int index) {
    return json.getAsJsonArray("jars").get(index).getAsJsonObject();
  }

  private static void assertFails(String line, String... arguments) {
    String[] all = new String[arguments.length + 3];
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    System.arraycopy(new String[] {"jar-audit", "--backend", FIRST_BACKEND}, 0, all, 0, 3);
    CommandRun run = CommandRun.of(all);

    assertEquals(line + System.lineSeparator(), run.err());
    assertEquals("", run.out());
    assertEquals(2, run.status());
  }
}
