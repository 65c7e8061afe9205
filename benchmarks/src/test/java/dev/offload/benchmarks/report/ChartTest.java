package dev.offload.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The chart, and the axes and figures in it. */
final class ChartTest {
  @Test
  void chart_ofARun_isXmlWithABarForEachContestantThatRan() throws Exception {
    Document chart = parse(Chart.of(Rows.run(Rows.row())));

    // Each once as a bar and once in the legend.
    assertEquals(2, count(chart, "offload"));
    assertEquals(2, count(chart, "floor"));
    assertEquals(2, count(chart, "peer"));
  }

  @Test
  void chart_ofAContestantThatDidNotRun_saysWhy() {
    assertTrue(Chart.of(Rows.run(Rows.row())).contains("not run: &lt;none&gt; &amp; nothing"));
  }

  @Test
  void chart_ofASecondTarget_doesNotShowTheSameBarsTwice() throws Exception {
    Document chart = parse(Chart.of(Rows.run(Rows.row(), Rows.row("work/more"))));

    assertEquals(2, count(chart, "offload"));
  }

  @Test
  void axis_ofValuesDecadesApart_isLogarithmicAndShowsTheLeast() {
    Axis axis = Axis.of(List.of(10.0, 100_000.0), 500);

    assertTrue(axis.isLogarithmic());
    assertEquals(100, axis.at(10), 1e-6);
    assertEquals(500, axis.at(100_000), 1e-6);
    assertEquals(List.of("1", "10", "100", "1,000", "10,000", "100,000"), axis.ticks().stream().map(Axis.Tick::label).toList());
  }

  @Test
  void axis_ofValuesNearEachOther_beginsAtZero() {
    Axis axis = Axis.of(List.of(37.0, 55.0), 500);

    assertFalse(axis.isLogarithmic());
    assertEquals(List.of("0", "10", "20", "30", "40", "50"), axis.ticks().stream().map(Axis.Tick::label).toList());
  }

  @Test
  void axis_ofFractions_hasMarksAsOneWritesThem() {
    Axis axis = Axis.of(List.of(1.47, 1.0), 500);

    assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1", "1.2", "1.4"), axis.ticks().stream().map(Axis.Tick::label).toList());
  }

  @Test
  void figures_haveThreeDigitsThatCount() {
    List<String> figures = List.of(
        Figures.of(1_234_567), Figures.of(1_000), Figures.of(123.4), Figures.of(12.34), Figures.of(1.234), Figures.of(0));

    assertEquals(List.of("1,230,000", "1,000", "123", "12.3", "1.23", "0.00"), figures);
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  private static long count(Document chart, String style) {
    NodeList bars = chart.getElementsByTagName("rect");
    long count = 0;
    for (int i = 0; i < bars.getLength(); i++) {
      if (((Element) bars.item(i)).getAttribute("class").equals(style)) {
        count++;
      }
    }
    return count;
  }
}
