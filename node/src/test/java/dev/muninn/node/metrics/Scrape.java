package dev.muninn.node.metrics;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A page of metrics, read as Prometheus reads it. */
public record Scrape(Map<String, Double> values) {
  public Scrape {
    values = Map.copyOf(values);
  }

  /** Fails on a line that is none of the text format, and on a series that is there twice. */
  public static Scrape of(String page) {
    Map<String, Double> values = new TreeMap<>();
    for (String line : page.lines().toList()) {
      if (line.startsWith("#")) {
        continue;
      }
      int gap = line.lastIndexOf(' ');
      if (!line.substring(0, Math.max(gap, 0)).matches("[a-z_0-9]+(\\{.*})?")) {
        throw new AssertionError("no line of metrics: " + line);
      }
      String number = line.substring(gap + 1).replace("+Inf", "Infinity");
      if (values.put(line.substring(0, gap), Double.valueOf(number)) != null) {
        throw new AssertionError("twice: " + line);
      }
    }
    return new Scrape(values);
  }

  /** The value of a series, written as on the page: labels in the order of their names. */
  public double value(String series) {
    Double value = values.get(series);
    if (value == null) {
      throw new AssertionError("no " + series + " among " + values.keySet());
    }
    return value;
  }

  /** Names without labels. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    values.keySet().forEach(series -> names.add(series.replaceAll("\\{.*", "")));
    return names;
  }
}
