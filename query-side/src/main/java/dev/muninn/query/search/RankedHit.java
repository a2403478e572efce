package dev.muninn.query.search;

import dev.muninn.media.MediaId;
import dev.muninn.query.index.VectorHit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An item in the order of the answer; {@code score} 0..1, the best segment where vectors spoke, and
 * the words that it was found by in place of misspelled ones.
 */
record RankedHit(
    MediaId mediaId, double score, Optional<VectorHit> nearest, List<String> spellings) {
  RankedHit {
    Objects.requireNonNull(mediaId, "mediaId");
    Objects.requireNonNull(nearest, "nearest");
    spellings = List.copyOf(spellings);
  }
}
