package dev.muninn.catalog;

import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads stored files again and compares them with what was recorded (port). */
public interface FileChecks {

  /** Starts a check, or answers with the one that runs for the org. */
  CompletionStage<Check> start(OrgId org, Extent extent, ParticipantId by);

  CompletionStage<Optional<Check>> find(OrgId org, String checkId);

  /** The last one, also that of the background scrub. */
  CompletionStage<Optional<Check>> latest(OrgId org);

  /**
   * What is read, and whether it is mended.
   *
   * @param samplePercent share of the originals that is hashed, 0 exclusive to 100; presence and
   *     size are looked at for all
   */
  record Extent(double samplePercent, Mending mending) {
    public Extent {
      Objects.requireNonNull(mending, "mending");
      if (!(samplePercent > 0 && samplePercent <= 100)) {
        throw new IllegalArgumentException("a sample of " + samplePercent + " percent");
      }
    }
  }

  /** What happens to damage that is found; it is recorded either way. */
  enum Mending {
    /** Recorded; the pipeline mends it in its own time. Strays stay where they are. */
    REPORT,
    /** The check waits for the pipeline and says what came of it. Strays are set aside. */
    REPAIR
  }

  /**
   * A check, as far as it is.
   *
   * @param files files looked at so far
   * @param bytes bytes read so far
   * @param left items that were not looked at yet
   * @param trouble why it ended early, or what could not be looked at
   */
  record Check(
      String checkId,
      Extent extent,
      boolean done,
      long files,
      long bytes,
      long left,
      Instant startedAt,
      Optional<Instant> endedAt,
      List<Finding> findings,
      Optional<String> trouble) {
    public Check {
      findings = List.copyOf(findings);
    }
  }

  /** One file that is not as recorded; {@code mediaId} is empty for a stray file. */
  record Finding(
      Fault fault, String file, Optional<MediaId> mediaId, String words, Outcome outcome) {}

  /** What is wrong with a file. */
  enum Fault {
    FLIPPED,
    TRUNCATED,
    MISSING,
    STRAY,
    DERIVED_MISSING
  }

  /** What was done about it. */
  enum Outcome {
    /** It is in the item's story; what comes of it is seen there. */
    RECORDED,
    /** The original is whole again. */
    HEALED,
    /** The derived file was made again. */
    REMADE,
    /** No good copy is known: the item waits for its bytes to come again. */
    LOST,
    /** A stray file was moved to lost+found. */
    SET_ASIDE
  }
}
