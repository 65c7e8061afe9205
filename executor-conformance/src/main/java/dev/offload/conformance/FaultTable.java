package dev.offload.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every fault at every stage, and how the task ends that it hits. */
final class FaultTable {
  private static final String TABLE = """
                     EXCEPTION  ERROR     EXIT   HALT   CRASH  KILL   STOP     HEAP      STACK     METASPACE  THREADS
      ENCODE_TASK    transfer   transfer  gone   gone   gone   gone   value    transfer  transfer  transfer   transfer
      SEND           value      value     moved  moved  moved  moved  moved    value     value     value      value
      DECODE_TASK    transfer   transfer  lost   lost   lost   lost   timeout  transfer  transfer  transfer   transfer
      RUN            thrown     thrown    lost   lost   lost   lost   timeout  thrown    thrown    thrown     thrown
      ENCODE_RESULT  transfer   transfer  lost   lost   lost   lost   timeout  transfer  transfer  transfer   transfer
      SEND_RESULT    value      value     lost   lost   lost   lost   timeout  value     value     value      value
      DECODE_RESULT  transfer   transfer  gone   gone   gone   gone   value    transfer  transfer  transfer   transfer
      LISTENER       value      value     gone   gone   gone   gone   value    value     value     value      value
      """;

  private FaultTable() {}

  /** The cells, row by row; in brief every eighth, so that each fault and each stage is among them. */
  static Stream<Cell> cells() {
    List<String[]> rows = TABLE.lines().map(line -> line.trim().split(" +")).toList();
    return rows.stream().skip(1).flatMap(row -> cells(rows.get(0), row)).filter(FaultTable::isTried);
  }

  private static boolean isTried(Cell cell) {
    return (cell.stage().ordinal() + cell.fault().ordinal()) % Extent.times(8, 1, 1) == 0;
  }

  private static Stream<Cell> cells(String[] faults, String[] row) {
    if (faults.length != Fault.values().length || row.length != faults.length + 1) {
      throw new IllegalStateException("a row that is not complete: " + Arrays.toString(row));
    }
    return IntStream.range(0, faults.length).mapToObj(column -> new Cell(
        Stage.valueOf(row[0]), Fault.valueOf(faults[column]), Ending.valueOf(row[column + 1].toUpperCase(Locale.ROOT))));
  }
}
