package dev.muninn.query.search;

import dev.muninn.catalog.MediaRow;
import dev.muninn.media.Label;
import dev.muninn.media.MediaKind;
import dev.muninn.media.Segment;
import dev.muninn.search.SearchHit.Moment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Chooses the moment of a video that a hit is about. Words of the query that were seen in a segment
 * decide before nearness in meaning: the segments with the most of them, among these the nearest
 * one, else the one where they are clearest. Neighbours that say the same belong to it. Pure.
 */
final class Moments {
  private final List<Segment> segments;
  private final Map<Integer, Map<String, Double>> words = new HashMap<>();

  private Moments(MediaRow row) {
    segments = row.segments().stream().sorted(Comparator.comparingLong(Segment::startMs)).toList();
    for (Segment segment : segments) {
      segment.colours().forEach(c -> see(segment.index(), c.colour().word(), c.percent() / 100.0));
    }
    for (Label label : row.labels()) {
      label.segments().forEach(index -> see(index, label.text(), label.score()));
    }
  }

  private void see(int segment, String word, double score) {
    words.computeIfAbsent(segment, index -> new HashMap<>()).put(word, score);
  }

  /** A moment and the line that says why it is this one. */
  record Chosen(Moment moment, String why) {}

  /**
   * The moment of an item; empty for what is no video, and where neither words nor vectors point
   * into it.
   *
   * @param nearest the index of the segment that is nearest in meaning
   * @param matched the labels and colours of the item that hold a word of the query
   */
  static Optional<Chosen> of(MediaRow row, Optional<Integer> nearest, Set<String> matched) {
    return row.type().kind() == MediaKind.VIDEO
        ? new Moments(row).chosen(nearest, matched)
        : Optional.empty();
  }

  private Optional<Chosen> chosen(Optional<Integer> nearest, Set<String> matched) {
    int most = segments.stream().mapToInt(s -> found(s, matched).size()).max().orElse(0);
    Optional<Segment> near =
        segments.stream().filter(s -> nearest.filter(i -> i == s.index()).isPresent()).findFirst();
    if (most == 0) {
      return near.map(segment -> chosen(segment, this::seen, "nearest"));
    }
    return near.filter(segment -> found(segment, matched).size() == most)
        .or(() -> clearest(most, matched))
        .map(
            segment ->
                chosen(
                    segment,
                    other -> found(other, matched),
                    String.join(", ", found(segment, matched))));
  }

  /** The segment and its neighbours on both sides, while they say the same. */
  private Chosen chosen(Segment segment, Function<Segment, Set<String>> said, String why) {
    Set<String> here = said.apply(segment);
    int first = segments.indexOf(segment);
    int last = first;
    while (first > 0 && alike(here, said.apply(segments.get(first - 1)))) {
      first--;
    }
    while (last + 1 < segments.size() && alike(here, said.apply(segments.get(last + 1)))) {
      last++;
    }
    Moment moment =
        new Moment(segments.get(first).startMs(), segments.get(last).endMs(), segment.index());
    return new Chosen(moment, why + " " + clock(moment.startMs()) + "–" + clock(moment.endMs()));
  }

  /** Nothing said is not the same as nothing said. */
  private static boolean alike(Set<String> one, Set<String> other) {
    return !one.isEmpty() && one.equals(other);
  }

  private Optional<Segment> clearest(int most, Set<String> matched) {
    return segments.stream()
        .filter(segment -> found(segment, matched).size() == most)
        .max(
            Comparator.comparingDouble((Segment segment) -> clarity(segment, matched))
                .thenComparing(Comparator.comparingLong(Segment::startMs).reversed()));
  }

  private double clarity(Segment segment, Set<String> matched) {
    Map<String, Double> scores = words.getOrDefault(segment.index(), Map.of());
    return found(segment, matched).stream().mapToDouble(scores::get).sum();
  }

  private Set<String> found(Segment segment, Set<String> matched) {
    Set<String> found = new TreeSet<>(seen(segment));
    found.retainAll(matched);
    return found;
  }

  private Set<String> seen(Segment segment) {
    return words.getOrDefault(segment.index(), Map.of()).keySet();
  }

  /** As a player shows it: {@code 0:10}, {@code 1:02:05}. */
  private static String clock(long ms) {
    long seconds = ms / 1000;
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
