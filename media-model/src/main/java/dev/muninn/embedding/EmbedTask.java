package dev.muninn.embedding;

import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.Segment;
import java.util.List;
import java.util.Objects;

/** One item to embed: references to its proxies, never bytes. */
public record EmbedTask(OrgId org, MediaId mediaId, List<Segment> segments) {
  public EmbedTask {
    Objects.requireNonNull(org, "org");
    Objects.requireNonNull(mediaId, "mediaId");
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("nothing to embed of " + mediaId);
    }
  }
}
