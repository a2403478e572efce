package dev.muninn.query.search;

import dev.muninn.catalog.MediaRow;
import dev.muninn.media.Colour;
import dev.muninn.media.ColourShare;
import dev.muninn.media.Label;
import dev.muninn.media.MediaId;
import dev.muninn.query.view.ColourWords;
import dev.muninn.query.view.SearchWords;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why each hit of a page matched, in words: the fields that hold a word of the query, then how near
 * the item is in meaning. Collects the fields first, so that all of them are looked at together.
 */
final class Explanation {
  private static final int MAX_LINES = 6;
  private static final int MAX_TEXT = 120;
  private static final Set<String> NAMED_ALREADY =
      Set.of(
          "width",
          "height",
          "durationMs",
          "orientation",
          "camera",
          "place",
          "label",
          "tag",
          "title",
          "placeName",
          "capturedAt",
          "capturedAtSource",
          "rating");

  private final List<MediaId> owners = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<List<String>> texts = new ArrayList<>();
  private final Map<MediaId, List<String>> why = new HashMap<>();

  /** The labels and colours among the fields, by their places. */
  private final Map<Integer, String> machines = new HashMap<>();

  private final Map<MediaId, Set<String>> machineWords = new HashMap<>();

  /** Takes the fields of a hit in. */
  void add(MediaRow row) {
    row.names().forEach(name -> field(row, "name: " + cut(name), name));
    row.title().ifPresent(title -> field(row, "title: " + cut(title), title));
    row.tags().forEach(tag -> field(row, "tag: " + cut(tag), tag));
    row.placeName().ifPresent(place -> field(row, "place: " + cut(place), place));
    for (Label label : row.labels()) {
      machines.put(texts.size(), label.text());
      field(row, "label: " + cut(label.text()), label.text());
    }
    row.segments().stream()
        .flatMap(segment -> segment.colours().stream())
        .map(ColourShare::colour)
        .distinct()
        .forEach(colour -> colour(row, colour));
    row.camera().ifPresent(camera -> field(row, "camera: " + cut(camera), camera));
    date(row).ifPresent(date -> field(row, "date: " + date, date));
    row.facts().stream()
        .filter(fact -> !NAMED_ALREADY.contains(fact.name()))
        .forEach(fact -> field(row, "text: " + cut(fact.value()), fact.value()));
  }

  private void colour(MediaRow row, Colour colour) {
    machines.put(texts.size(), colour.word());
    field(row, "colour: " + colour.word(), ColourWords.spellings(colour));
  }

  /** The fields, each cut into words as the full text holds them. */
  List<List<String>> texts() {
    return List.copyOf(texts);
  }

  /** Notes which of the fields matched. */
  void matched(Set<Integer> places) {
    places.stream()
        .sorted()
        .forEach(
            place -> {
              MediaId owner = owners.get(place);
              why.computeIfAbsent(owner, id -> new ArrayList<>()).add(lines.get(place));
              Optional.ofNullable(machines.get(place))
                  .ifPresent(
                      word -> machineWords.computeIfAbsent(owner, id -> new HashSet<>()).add(word));
            });
  }

  /** The labels and colours of an item that hold a word of the query. */
  Set<String> machineWords(MediaId mediaId) {
    return machineWords.getOrDefault(mediaId, Set.of());
  }

  List<String> of(RankedHit hit) {
    Map<String, Boolean> once = new LinkedHashMap<>();
    if (!hit.spellings().isEmpty()) {
      once.put("similar spelling: " + String.join(", ", hit.spellings()), true);
    }
    why.getOrDefault(hit.mediaId(), List.of()).stream()
        .distinct()
        .limit(MAX_LINES)
        .forEach(line -> once.put(line, true));
    hit.nearest()
        .ifPresent(
            near -> once.put(String.format(Locale.ROOT, "similar %.2f", near.similarity()), true));
    return List.copyOf(once.keySet());
  }

  private void field(MediaRow row, String line, String text) {
    owners.add(row.mediaId());
    lines.add(line);
    texts.add(SearchWords.of(SearchWords.ofName(text)));
  }

  private static Optional<String> date(MediaRow row) {
    return row.capturedAt()
        .map(
            at ->
                at.local().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                    + " "
                    + at.local().getYear());
  }

  private static String cut(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
  }
}
