package dev.muninn.ingest.pipeline;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.ingest.entity.Progress;
import dev.muninn.ingest.entity.Trouble;
import dev.muninn.media.Lane;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.SpacePlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of {@code pipeline_work}: what an item owes and nobody gave up. The rows of an item are a
 * pure function of its events and of the live spaces.
 *
 * @param space empty before embed
 * @param storage the sources of which one must be in reach, see {@link Whereabouts#needed}
 * @param turn 0 interactive, 1 bulk: work for a space that does not answer is bulk always
 */
record OwedWork(
    StageName stage,
    Optional<EmbeddingSpace> space,
    String storage,
    int turn,
    Instant notBefore,
    int attempts) {
  private static final int BULK = 1;

  OwedWork {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(space, "space");
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(notBefore, "notBefore");
  }

  static List<OwedWork> of(ItemRow row, SpacePlan plan) {
    Progress progress = row.progress();
    List<OwedWork> owed = new ArrayList<>();
    progress
        .next()
        .filter(stage -> stage.compareTo(StageName.EMBED) < 0)
        .flatMap(stage -> of(row, stage, Optional.empty(), turnOf(progress.lane())))
        .ifPresent(owed::add);
    for (EmbeddingSpace space : plan.live()) {
      int turn = space.equals(plan.active()) ? turnOf(progress.lane()) : BULK;
      progress
          .next(space)
          .flatMap(stage -> of(row, stage, Optional.of(space), turn))
          .ifPresent(owed::add);
    }
    return owed;
  }

  private static Optional<OwedWork> of(
      ItemRow row, StageName stage, Optional<EmbeddingSpace> space, int turn) {
    Optional<Trouble> trouble = row.progress().trouble(stage, space);
    if (trouble.filter(Trouble::quarantined).isPresent()) {
      return Optional.empty();
    }
    Instant notBefore = trouble.flatMap(Trouble::retryAt).orElse(row.changedAt());
    int attempts = trouble.map(Trouble::attempts).orElse(0);
    // vectors are made from derived files
    String storage = space.isPresent() ? "" : row.storage();
    return Optional.of(new OwedWork(stage, space, storage, turn, notBefore, attempts));
  }

  /** Interactive work goes first. */
  static int turnOf(Lane lane) {
    return lane == Lane.INTERACTIVE ? 0 : BULK;
  }
}
