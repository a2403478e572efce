package dev.muninn.ingest.pipeline;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.ingest.entity.Progress;
import dev.muninn.ingest.entity.ProgressFold;
import dev.muninn.ingest.entity.Trouble;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of {@code pipeline_item}: the fold of an item's events up to {@code seqNr}. The row of
 * {@code pipeline_work} follows from it.
 */
record ItemRow(
    MediaItemKey key,
    long seqNr,
    String name,
    Instant acquiredAt,
    Instant changedAt,
    Progress progress) {
  ItemRow {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(progress, "progress");
  }

  /** The row after an event; empty after a purge. */
  static Optional<ItemRow> after(
      Optional<ItemRow> before, MediaItemKey key, long seqNr, MediaItemEvent event) {
    Optional<Progress> progress = ProgressFold.apply(before.map(ItemRow::progress), event);
    if (event instanceof MediaItemEvent.Acquired acquired) {
      return progress.map(
          it -> new ItemRow(key, seqNr, acquired.name(), event.at(), event.at(), it));
    }
    return progress.map(
        it ->
            new ItemRow(
                key,
                seqNr,
                before.orElseThrow().name(),
                before.orElseThrow().acquiredAt(),
                event.at(),
                it));
  }

  MediaStatus status(EmbeddingSpace active) {
    return progress.status(active);
  }

  /** The stage that is owed first. */
  Optional<StageName> stage(EmbeddingSpace active) {
    return progress.next(active);
  }

  /** What stands in the way of that stage. */
  Optional<Trouble> trouble(EmbeddingSpace active) {
    return stage(active).flatMap(stage -> progress.trouble(stage, Progress.spaceOf(stage, active)));
  }

  /** Whether somebody may work on it: something is owed and not given up. */
  boolean hasWork(EmbeddingSpace active) {
    MediaStatus status = status(active);
    return status == MediaStatus.WAITING || status == MediaStatus.FAILED;
  }
}
