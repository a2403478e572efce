package dev.muninn.media.signal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
import dev.muninn.media.Derived;
import dev.muninn.media.Description;
import dev.muninn.media.FactLayer;
import dev.muninn.media.Label;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.media.StepRun;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a stage found out, as a value. One run may report several at once; each becomes an event of
 * its own, persisted together. {@code part} counts from 1 to {@code parts} within one run.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StageResult.Stored.class, name = "stored"),
  @JsonSubTypes.Type(value = StageResult.Described.class, name = "described"),
  @JsonSubTypes.Type(value = StageResult.Previewed.class, name = "previewed"),
  @JsonSubTypes.Type(value = StageResult.Embedded.class, name = "embedded"),
  @JsonSubTypes.Type(value = StageResult.Indexed.class, name = "indexed")
})
public sealed interface StageResult {
  StepRun step();

  /**
   * The pool holds a synced copy (custody COPY), or the file was checked in place (no blob). {@code
   * healedFrom} is the place that a damaged or missing copy was replaced from.
   */
  record Stored(
      Optional<BlobKey> blob,
      Custody custody,
      String volume,
      Optional<ByteOrigin> healedFrom,
      StepRun step)
      implements StageResult {
    public Stored {
      Objects.requireNonNull(blob, "blob");
      Objects.requireNonNull(custody, "custody");
      Objects.requireNonNull(volume, "volume");
      Objects.requireNonNull(healedFrom, "healedFrom");
      Objects.requireNonNull(step, "step");
    }

    /** Kept, and nothing had to be healed. */
    public Stored(Optional<BlobKey> blob, Custody custody, String volume, StepRun step) {
      this(blob, custody, volume, Optional.empty(), step);
    }
  }

  /** One layer of facts; a rerun replaces its own layer only. */
  record Described(FactLayer layer, Description description, StepRun step) implements StageResult {
    public Described {
      Objects.requireNonNull(layer, "layer");
      Objects.requireNonNull(description, "description");
      Objects.requireNonNull(step, "step");
    }
  }

  record Previewed(
      RunId run, int part, int parts, List<Derived> derived, List<Segment> segments, StepRun step)
      implements StageResult {
    public Previewed {
      Objects.requireNonNull(run, "run");
      requirePart(part, parts);
      derived = List.copyOf(derived);
      segments = List.copyOf(segments);
      Objects.requireNonNull(step, "step");
    }
  }

  /** At most 128 KiB of vectors a part. */
  record Embedded(
      EmbeddingSpace space,
      RunId run,
      int part,
      int parts,
      List<SegmentVector> vectors,
      List<Label> labels,
      StepRun step)
      implements StageResult {
    public Embedded {
      Objects.requireNonNull(space, "space");
      Objects.requireNonNull(run, "run");
      requirePart(part, parts);
      vectors = List.copyOf(vectors);
      labels = List.copyOf(labels);
      Objects.requireNonNull(step, "step");
    }
  }

  /** The first query node has made the item searchable in this space. */
  record Indexed(EmbeddingSpace space, StepRun step) implements StageResult {
    public Indexed {
      Objects.requireNonNull(space, "space");
      Objects.requireNonNull(step, "step");
    }
  }

  private static void requirePart(int part, int parts) {
    if (part < 1 || part > parts) {
      throw new IllegalArgumentException("part " + part + " of " + parts);
    }
  }
}
