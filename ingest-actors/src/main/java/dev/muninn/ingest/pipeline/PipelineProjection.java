package dev.muninn.ingest.pipeline;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalHandler;
import dev.muninn.cluster.journal.ProjectionSpec;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps {@code pipeline_item}, {@code pipeline_work} and the count of accepted items: a group of
 * events is folded in memory and written with a handful of statements. The rows are a pure function
 * of the events.
 */
public final class PipelineProjection implements JournalHandler {
  /** The name under which it runs. */
  public static final String NAME = "pipeline";

  /** What it follows and the tables that it alone writes. */
  public static final ProjectionSpec SPEC =
      ProjectionSpec.of(
          NAME,
          Set.of(MediaItemKey.ENTITY_TYPE),
          List.of("pipeline.pipeline_item", "pipeline.pipeline_work", "pipeline.accepted"));

  private final PipelineRows rows;
  private final EmbeddingSpace active;
  private final Runnable wake;

  /** Whether what was applied since the last commit may have brought work; a hint, no state. */
  private boolean broughtWork;

  /**
   * @param wake told after the commit of each group that may have brought work
   */
  public PipelineProjection(EmbeddingSpace active, Runnable wake) {
    this.active = Objects.requireNonNull(active, "active");
    this.rows = new PipelineRows(active);
    this.wake = Objects.requireNonNull(wake, "wake");
  }

  @Override
  public void apply(Connection tx, List<JournalEvent> events) throws SQLException {
    Set<MediaItemKey> touched = new LinkedHashSet<>();
    for (JournalEvent event : events) {
      touched.add(MediaItemKey.ofEntityId(event.entityId()));
    }
    Map<MediaItemKey, ItemRow> before = rows.load(tx, touched);
    Map<MediaItemKey, Optional<ItemRow>> after = new LinkedHashMap<>();
    Map<OrgId, Long> accepted = new HashMap<>();
    for (JournalEvent journaled : events) {
      fold(journaled, before, after, accepted);
    }
    rows.save(tx, after);
    rows.count(tx, accepted);
    broughtWork |=
        after.values().stream().flatMap(Optional::stream).anyMatch(row -> row.hasWork(active));
  }

  @Override
  public void committed(List<JournalEvent> events) {
    if (broughtWork) {
      broughtWork = false;
      wake.run();
    }
  }

  private static void fold(
      JournalEvent journaled,
      Map<MediaItemKey, ItemRow> before,
      Map<MediaItemKey, Optional<ItemRow>> after,
      Map<OrgId, Long> accepted) {
    MediaItemKey key = MediaItemKey.ofEntityId(journaled.entityId());
    Optional<ItemRow> row = after.getOrDefault(key, Optional.ofNullable(before.get(key)));
    if (row.isPresent() && row.get().seqNr() >= journaled.sequenceNr()) {
      return;
    }
    if (!(journaled.event() instanceof MediaItemEvent event)) {
      throw new IllegalStateException("no event of a media item: " + journaled);
    }
    after.put(key, ItemRow.after(row, key, journaled.sequenceNr(), event));
    if (event instanceof MediaItemEvent.Acquired) {
      accepted.merge(key.org(), 1L, Long::sum);
    } else if (event instanceof MediaItemEvent.Purged) {
      accepted.merge(key.org(), -1L, Long::sum);
    }
  }
}
