package dev.muninn.query.index;

import dev.muninn.media.MediaId;
import java.util.Set;

/** Which items a search may answer with; applied inside the index, never to a finished page. */
public sealed interface VectorFilter {

  /** Every item of the partition. */
  record Everything() implements VectorFilter {}

  /** These items and no others; ids that the index does not hold are ignored. */
  record Only(Set<MediaId> items) implements VectorFilter {
    public Only {
      items = Set.copyOf(items);
    }
  }

  static VectorFilter everything() {
    return new Everything();
  }

  static VectorFilter only(Set<MediaId> items) {
    return new Only(items);
  }
}
