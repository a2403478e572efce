package dev.muninn.query.search;

import dev.muninn.media.MediaId;
import dev.muninn.query.index.VectorHit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the two halves found, each list best first.
 *
 * @param exact items of which a name, title or tag is the query
 * @param text by how well the words match
 * @param nearest the nearest segment of each near item
 * @param spellings the words that stood in for misspelled ones
 * @param whole whether no list was cut: then there is nothing further down
 */
record Candidates(
    Set<MediaId> exact,
    Map<Match, List<TextMatch>> text,
    List<VectorHit> nearest,
    List<String> spellings,
    boolean whole) {

  /** How the words of a query match a text, best first. */
  enum Match {
    /** All were said of the item. */
    SAID,
    /** All, but some are only what a machine sees. */
    SEEN,
    /** All, some in a similar spelling. */
    SPELLED,
    /** Some of them, and no item has all. */
    PARTIAL
  }

  Candidates {
    exact = Set.copyOf(exact);
    text = new EnumMap<>(text);
    nearest = List.copyOf(nearest);
    spellings = List.copyOf(spellings);
  }

  List<TextMatch> text(Match match) {
    return text.getOrDefault(match, List.of());
  }

  /** {@code rank} 0..1. */
  record TextMatch(MediaId mediaId, double rank) {}
}
