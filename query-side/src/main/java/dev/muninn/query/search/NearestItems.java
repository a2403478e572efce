package dev.muninn.query.search;

import dev.muninn.media.MediaId;
import dev.muninn.query.index.VectorFilter;
import dev.muninn.query.index.VectorHit;
import dev.muninn.query.index.VectorIndex;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nearest items of an index that holds segments: each item once, by its nearest segment. */
final class NearestItems {
  private static final int FACTOR = 4;

  /** Most items have one segment: a quarter more than items is enough where few are videos. */
  private static final int SPARE = 4;

  private NearestItems() {}

  /** At most {@code items} of them; asks for more segments until there are enough items. */
  static List<VectorHit> of(VectorIndex index, float[] query, int items, VectorFilter filter) {
    int segments = items + items / SPARE;
    while (true) {
      List<VectorHit> hits = index.search(query, segments, filter);
      List<VectorHit> best = bestOfEach(hits, items);
      if (best.size() == items || hits.size() < segments) {
        return best;
      }
      segments *= FACTOR;
    }
  }

  private static List<VectorHit> bestOfEach(List<VectorHit> hits, int items) {
    Set<MediaId> seen = new HashSet<>();
    return hits.stream().filter(hit -> seen.add(hit.key().mediaId())).limit(items).toList();
  }
}
