package dev.muninn.query.search;

import dev.muninn.embedding.Embedding;
import dev.muninn.media.MediaId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hits of a search in the order in which they are given out, page by page. It only grows at its
 * end: what a page gave stays where it was, nothing comes twice. Immutable.
 *
 * @param meaning the query as a vector, where nearness counts
 * @param depth the most candidates that each list brought
 * @param whole whether more candidates would bring nothing
 */
record Answer(
    String id,
    SpaceSearch space,
    Optional<Embedding> meaning,
    Instant asOf,
    List<RankedHit> hits,
    int depth,
    boolean whole) {
  /** Nobody pages further. */
  static final int MAX_HITS = 5_000;

  Answer {
    hits = List.copyOf(hits);
  }

  static Answer begin(
      String id, SpaceSearch space, Optional<Embedding> meaning, Instant asOf, int depth) {
    return new Answer(id, space, meaning, asOf, List.of(), depth, false);
  }

  /** With what a search to this depth found beyond what is in already. */
  Answer with(List<RankedHit> found, int depthNow, boolean wholeNow) {
    Set<MediaId> in = new HashSet<>();
    hits.forEach(hit -> in.add(hit.mediaId()));
    List<RankedHit> all = new ArrayList<>(hits);
    found.stream().filter(hit -> !in.contains(hit.mediaId())).forEach(all::add);
    boolean full = all.size() >= MAX_HITS;
    return new Answer(
        id,
        space,
        meaning,
        asOf,
        full ? all.subList(0, MAX_HITS) : all,
        depthNow,
        wholeNow || full);
  }

  /** Where a page begins whose answer was lost and made anew: after the hit given last. */
  int after(SearchCursor cursor) {
    for (int i = 0; i < hits.size(); i++) {
      if (hits.get(i).mediaId().equals(cursor.last())) {
        return i + 1;
      }
    }
    return Math.min(cursor.offset(), hits.size());
  }
}
