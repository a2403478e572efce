package dev.muninn.query.facet;

import dev.muninn.hash.Blake3;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.FileLocation;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.view.MediaDocument;
import dev.muninn.query.view.MediaFold;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The fold of the view over a document that holds no more than filters need. Paths are replaced by
 * a hash of 64 bits, in the document and in the events that name them, so that a lost location is
 * still found. Pure.
 */
final class FacetFold {
  private static final int PATH_BYTES = 8;

  private FacetFold() {}

  /** Whether an event can change what a filter sees. */
  static boolean concerns(MediaItemEvent event) {
    return event instanceof MediaItemEvent.Acquired
        || event instanceof MediaItemEvent.Described
        || event instanceof MediaItemEvent.LocationAdded
        || event instanceof MediaItemEvent.LocationLost
        || event instanceof MediaItemEvent.Curated
        || event instanceof MediaItemEvent.Trashed
        || event instanceof MediaItemEvent.Restored
        || event instanceof MediaItemEvent.Purged;
  }

  /** What the item is after an event; empty before its start and after a purge. */
  static Optional<MediaDocument> after(Optional<MediaDocument> before, MediaItemEvent event) {
    MediaFold fold = before.map(MediaFold::new).orElseGet(MediaFold::new);
    fold.apply(light(event), before.map(MediaDocument::sequenceNr).orElse(0L) + 1);
    return fold.document();
  }

  private static MediaItemEvent light(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Acquired e) {
      return new MediaItemEvent.Acquired(
          e.custody(),
          e.name(),
          e.size(),
          e.type(),
          e.lane(),
          light(e.origin()),
          e.source(),
          e.session(),
          e.by(),
          e.predecessor(),
          e.step(),
          e.at());
    }
    if (event instanceof MediaItemEvent.LocationAdded e) {
      return new MediaItemEvent.LocationAdded(
          e.custody(), e.name(), light(e.origin()), e.source(), e.session(), e.by(), e.at());
    }
    return event instanceof MediaItemEvent.LocationLost e
        ? new MediaItemEvent.LocationLost(e.source(), hashed(e.path()), e.reason(), e.at())
        : event;
  }

  private static ByteOrigin light(ByteOrigin origin) {
    return origin instanceof ByteOrigin.InSource in
        ? new ByteOrigin.InSource(
            new FileLocation(in.location().source(), hashed(in.location().path()), 0, 0, 0, 0))
        : origin;
  }

  /** 16 hexadecimal digits. */
  private static String hashed(String path) {
    byte[] hash = Blake3.hash(path.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, PATH_BYTES);
  }
}
