package dev.muninn.query.search;

import dev.muninn.media.MediaId;
import dev.muninn.query.index.VectorHit;
import java.util.List;
import java.util.Set;

/**
 * What the two halves found, each best first: items whose name, title or tag is the query, items
 * whose text matches (with a rank 0..1), the nearest segment of each near item.
 */
record Candidates(Set<MediaId> exact, TextMatches text, List<VectorHit> nearest) {
  Candidates {
    exact = Set.copyOf(exact);
    nearest = List.copyOf(nearest);
  }

  /** {@code partial} says that no item had all the words, and these have some. */
  record TextMatches(List<TextMatch> matches, boolean partial) {
    static final TextMatches NONE = new TextMatches(List.of(), false);

    TextMatches {
      matches = List.copyOf(matches);
    }
  }

  record TextMatch(MediaId mediaId, double rank) {}
}
