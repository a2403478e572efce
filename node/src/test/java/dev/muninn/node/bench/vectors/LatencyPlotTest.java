package dev.muninn.node.bench.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class LatencyPlotTest {

  @Test
  void drawsAPointForEachFigureInsideThePicture() throws Exception {
    Document svg =
        parsed(
            new LatencyPlot(
                    List.of(
                        new Growth.Mark(10_000, "exact", 10, 0.12, 0.4),
                        new Growth.Mark(100_000, "flat", 25, 0.15, 0.5),
                        new Growth.Mark(1_000_000, "flat", 48, 0.31, 12.5)))
                .svg());
    NodeList circles = svg.getElementsByTagName("circle");
    assertEquals(6, circles.getLength());
    for (int i = 0; i < circles.getLength(); i++) {
      Element circle = (Element) circles.item(i);
      assertWithin(70, 630, circle.getAttribute("cx"));
      assertWithin(30, 360, circle.getAttribute("cy"));
    }
    String words = svg.getDocumentElement().getTextContent();
    assertTrue(words.contains("1,000,000") && words.contains("p99 12.50 ms"), words);
  }

  @Test
  void drawsASinglePoint() throws Exception {
    String svg = new LatencyPlot(List.of(new Growth.Mark(500, "exact", 10, 1.0, 1.0))).svg();
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
    assertEquals(2, parsed(svg).getElementsByTagName("circle").getLength());
  }

  private static void assertWithin(double from, double to, String number) {
    double value = Double.parseDouble(number);
    assertTrue(value >= from && value <= to, number);
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
