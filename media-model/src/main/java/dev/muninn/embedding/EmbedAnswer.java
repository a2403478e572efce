package dev.muninn.embedding;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.muninn.media.Label;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.StageFailure;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A worker's answer for one item of a batch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EmbedAnswer.Vectors.class, name = "vectors"),
  @JsonSubTypes.Type(value = EmbedAnswer.Refused.class, name = "refused")
})
public sealed interface EmbedAnswer {
  OrgId org();

  MediaId mediaId();

  /**
   * The vectors of an item, with when the work began and how long it took. Those of many segments
   * come in {@code parts}, counted from 1 and told in order, each small enough for a frame; the
   * labels are in the first.
   */
  record Vectors(
      OrgId org,
      MediaId mediaId,
      int part,
      int parts,
      List<SegmentVector> vectors,
      List<Label> labels,
      Instant startedAt,
      long elapsedMs)
      implements EmbedAnswer {
    public Vectors {
      Objects.requireNonNull(org, "org");
      Objects.requireNonNull(mediaId, "mediaId");
      Objects.requireNonNull(startedAt, "startedAt");
      vectors = List.copyOf(vectors);
      labels = List.copyOf(labels);
      if (part < 1 || part > parts) {
        throw new IllegalArgumentException("part " + part + " of " + parts);
      }
    }

    /** All of them at once. */
    public Vectors(
        OrgId org,
        MediaId mediaId,
        List<SegmentVector> vectors,
        List<Label> labels,
        Instant startedAt,
        long elapsedMs) {
      this(org, mediaId, 1, 1, vectors, labels, startedAt, elapsedMs);
    }
  }

  record Refused(
      OrgId org, MediaId mediaId, StageFailure failure, Instant startedAt, long elapsedMs)
      implements EmbedAnswer {
    public Refused {
      Objects.requireNonNull(org, "org");
      Objects.requireNonNull(mediaId, "mediaId");
      Objects.requireNonNull(failure, "failure");
      Objects.requireNonNull(startedAt, "startedAt");
    }
  }
}
