package dev.muninn.catalog;

import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.time.Instant;
import java.util.List;
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
  record Extent(double samplePercent, Mending mending) {}

  /** What happens to damage that is found; it is recorded either way. */
  enum Mending {
    REPORT,
    REPAIR
  }

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
    RECORDED,
    HEALED,
    REMADE,
    LOST
  }
}
