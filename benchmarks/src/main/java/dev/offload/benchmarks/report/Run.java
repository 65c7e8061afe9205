package dev.offload.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of the benchmarks, as it is kept.
 *
 * @param format {@link #FORMAT}
 * @param date day and time of its begin, with the zone
 * @param commit of the sources; "unknown" outside a repository; with "+" behind it if files had been changed
 * @param scale {@code full}, or {@code smoke}, whose figures mean nothing
 * @param repetitions how many samples each figure is from
 * @param machine what it ran on; null where only the rows are known
 * @param bars the rows
 */
public record Run(
    String format, String date, String commit, String scale, int repetitions, @Nullable Machine machine, List<Row> bars) {
  /** Grows when a key changes its meaning or goes. */
  public static final String FORMAT = "offload-benchmarks/1";

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().serializeSpecialFloatingPointValues().setPrettyPrinting().disableHtmlEscaping().create();

  /** Writes all of it. */
  public void writeTo(Path file) throws IOException {
    write(this, file);
  }

  /** Writes the array of rows alone. */
  public static void writeRows(List<Row> rows, Path file) throws IOException {
    write(rows, file);
  }

  /**
   * Reads what one of the two has written.
   *
   * @throws JsonParseException if it is something else
   */
  public static Run readFrom(Path file) throws IOException {
    JsonElement json = JsonParser.parseString(Files.readString(file));
    if (json.isJsonArray()) {
      return new Run(FORMAT, "", "", "", 0, null, List.of(GSON.fromJson(json, Row[].class)));
    }
    Run run = GSON.fromJson(json, Run.class);
    if (run == null || !FORMAT.equals(run.format())) {
      throw new JsonParseException(file + " is no result of the benchmarks in the format " + FORMAT);
    }
    return run;
  }

  private static void write(Object content, Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.writeString(file, GSON.toJson(content) + "\n");
  }
}
