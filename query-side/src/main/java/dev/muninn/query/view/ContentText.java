package dev.muninn.query.view;

import dev.muninn.catalog.LayeredFact;
import dev.muninn.hash.Blake3;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.FactLayer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an item is, as text that two runs over the same input write alike: lines in a fixed order,
 * sets sorted, values escaped. Left out is all that depends on time, machine, order or chance: ids,
 * sessions, nodes, runs, attempts, sizes of derived files, and what a model says (its vectors are
 * counted). The whole list: docs/architecture.md.
 */
final class ContentText {
  private final List<String> lines = new ArrayList<>();

  private ContentText() {}

  /** {@code status} is a word of {@link ContentRows}. */
  static String of(MediaDocument item, String status) {
    ContentText text = new ContentText();
    text.line("type", item.start().type().name());
    text.line("kind", item.start().type().kind().word());
    text.line("status", status);
    text.line("stored", String.valueOf(item.blob().isPresent()));
    text.line("damaged", String.valueOf(item.damage().isPresent()));
    text.set("name", item.names().stream());
    text.set("place", item.places().stream().map(ContentText::place));
    text.set("fact", LayeredFacts.of(item).stream().flatMap(ContentText::fact));
    text.set("derived", derived(item));
    text.set("segment", segments(item));
    item.spaces().forEach((space, runs) -> text.line("vectors", space + " " + runs.vectors()));
    return String.join("\n", text.lines) + "\n";
  }

  /** BLAKE3 of a text, in hex. */
  static String digest(String text) {
    return HexFormat.of().formatHex(Blake3.hash(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String place(MediaDocument.Place place) {
    return place.custody().name()
        + (place.origin() instanceof ByteOrigin.InSource in
            ? " in-source " + in.location().path()
            : " upload");
  }

  private static Stream<String> fact(LayeredFact fact) {
    return fact.layer() == FactLayer.MODEL
        ? Stream.empty()
        : Stream.of(fact.layer() + " " + fact.name() + " " + fact.value());
  }

  private static Stream<String> derived(MediaDocument item) {
    return item.previews().shown().derived().stream()
        .map(file -> file.role() + " " + file.width() + "x" + file.height());
  }

  private static Stream<String> segments(MediaDocument item) {
    return item.previews().shown().segments().stream()
        .map(segment -> segment.index() + " " + segment.startMs() + ".." + segment.endMs());
  }

  private void set(String name, Stream<String> values) {
    values.distinct().sorted().forEach(value -> line(name, value));
  }

  private void line(String name, String value) {
    lines.add(name + " " + value.replace("\\", "\\\\").replace("\n", "\\n"));
  }
}
