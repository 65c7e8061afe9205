package dev.offload.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a run, and its table. */
final class RunTest {
  @TempDir
  private Path directory;

  @Test
  void rows_asJson_haveTheFiguresOfEachBar() throws Exception {
    Path file = directory.resolve("rows.json");

    Run.writeRows(List.of(Rows.row()), file);

    JsonArray rows = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
    JsonObject row = rows.get(0).getAsJsonObject();
    assertEquals("work", row.get("bar").getAsString());
    assertEquals("ms", row.get("unit").getAsString());
    assertEquals(22, row.get("offload").getAsDouble());
    assertEquals(11, row.get("floor").getAsDouble());
    assertEquals(2_000, row.getAsJsonObject("peers").get("theirs").getAsDouble());
    assertTrue(row.getAsJsonObject("peers").get("absent").isJsonNull());
    assertEquals("<none> & nothing", row.getAsJsonObject("notRun").get("absent").getAsString());
    assertEquals(2, row.get("ratio").getAsDouble());
    assertEquals(2, row.get("target").getAsDouble());
    assertTrue(row.get("met").getAsBoolean());
  }

  @Test
  void run_writtenAndRead_isTheSame() throws Exception {
    Path file = directory.resolve("new").resolve("run.json");
    Run run = Rows.run(Rows.row());

    run.writeTo(file);

    assertEquals(run, Run.readFrom(file));
  }

  @Test
  void rows_writtenAloneAndRead_areTheSame() throws Exception {
    Path file = directory.resolve("rows.json");

    Run.writeRows(List.of(Rows.row()), file);

    assertEquals(List.of(Rows.row()), Run.readFrom(file).bars());
  }

  @Test
  void file_ofAnotherKind_isRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("other.json"), "{\"format\": \"another\"}");

    assertThrows(JsonParseException.class, () -> Run.readFrom(file));
  }

  @Test
  void table_ofABar_hasEveryContestant() {
    String table = Table.ofBar(Rows.row());

    assertTrue(table.contains("socket (floor)"), table);
    assertTrue(table.contains("not run: <none> & nothing"), table);
  }

  @Test
  void summary_ofARow_hasRatioTargetAndVerdict() {
    String summary = Table.summary(List.of(Rows.row()));

    assertTrue(summary.matches("(?s).*work +2.00 +2.00 +2.00 +socket +at most 2 ×, goal 1.3: met.*"), summary);
  }
}
