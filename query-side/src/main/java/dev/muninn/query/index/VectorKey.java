package dev.muninn.query.index;

import dev.muninn.media.MediaId;
import java.util.Comparator;
import java.util.Objects;

/** Which vector: a segment of an item. Ordered by item, then segment; ties in scores fall so. */
public record VectorKey(MediaId mediaId, int segment) implements Comparable<VectorKey> {
  private static final Comparator<VectorKey> ORDER =
      Comparator.comparing((VectorKey key) -> key.mediaId().value())
          .thenComparingInt(VectorKey::segment);

  public VectorKey {
    Objects.requireNonNull(mediaId, "mediaId");
    if (segment < 0) {
      throw new IllegalArgumentException("segment " + segment);
    }
  }

  @Override
  public int compareTo(VectorKey other) {
    return ORDER.compare(this, other);
  }
}
