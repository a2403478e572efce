package dev.muninn.media;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * When a picture was taken: the clock of the camera, its offset where the file says so, and which
 * field of the file it was read from (for example {@code exif:DateTimeOriginal}).
 */
public record CapturedAt(LocalDateTime local, Optional<ZoneOffset> offset, String source) {
  public CapturedAt {
    Objects.requireNonNull(local, "local");
    Objects.requireNonNull(offset, "offset");
    Objects.requireNonNull(source, "source");
  }

  /** The instant, taking UTC where the camera did not say its offset. */
  public Instant instant() {
    return local.toInstant(offset.orElse(ZoneOffset.UTC));
  }
}
