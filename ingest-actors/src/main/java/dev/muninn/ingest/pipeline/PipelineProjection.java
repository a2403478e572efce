package dev.muninn.ingest.pipeline;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalHandler;
import dev.muninn.cluster.journal.ProjectionSpec;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacesEvent;
import dev.muninn.media.signal.SpacesKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Keeps {@code pipeline_item}, {@code pipeline_work}, {@code item_space}, the live spaces and the
 * count of accepted items: a group of events is folded in memory and written with a handful of
 * statements. The rows are a pure function of the events, in whatever slices they come.
 */
public final class PipelineProjection implements JournalHandler {
  /** The name under which it runs. */
  public static final String NAME = "pipeline";

  /** What it follows and the tables that it alone writes. */
  public static final ProjectionSpec SPEC =
      ProjectionSpec.of(
          NAME,
          Set.of(MediaItemKey.ENTITY_TYPE, SpacesKey.ENTITY_TYPE),
          List.of(
              "pipeline.pipeline_item",
              "pipeline.pipeline_work",
              "pipeline.accepted",
              "pipeline.space_plan",
              "pipeline.item_space"));

  private final PipelineRows rows = new PipelineRows();
  private final SpacePlanRows plans = new SpacePlanRows();
  private final SpacePlan seed;
  private final Consumer<Pass> wake;

  /**
   * @param seed the space that counts where the journal names none
   * @param wake told after the commit of a group that may have brought work to a pass
   */
  PipelineProjection(EmbeddingSpace seed, Consumer<Pass> wake) {
    this.seed = SpacePlan.seed(seed, "");
    this.wake = Objects.requireNonNull(wake, "wake");
  }

  /** One that writes the views and wakes nobody: for a node that only derives. */
  public static PipelineProjection ofViewsAlone(EmbeddingSpace seed) {
    return new PipelineProjection(seed, pass -> {});
  }

  @Override
  public void apply(Connection tx, List<JournalEvent> events) throws SQLException {
    List<JournalEvent> changes = events.stream().filter(PipelineProjection::isOfSpaces).toList();
    if (changes.isEmpty()) {
      plans.share(tx);
    } else {
      plans.hold(tx);
    }
    SpacePlan plan = plans.load(tx).orElse(seed);
    applyItems(tx, plan, events.stream().filter(one -> !isOfSpaces(one)).toList());
    // the order of the two does not matter: owed work is that of the last row and the last plan
    for (JournalEvent change : changes) {
      if (!(change.event() instanceof SpacesEvent event)) {
        throw new IllegalStateException("no event of the spaces: " + change);
      }
      plan = plans.apply(tx, plan, event, change.sequenceNr(), rows);
    }
  }

  private static boolean isOfSpaces(JournalEvent event) {
    return event.entityType().equals(SpacesKey.ENTITY_TYPE);
  }

  private void applyItems(Connection tx, SpacePlan plan, List<JournalEvent> events)
      throws SQLException {
    Set<MediaItemKey> touched = new LinkedHashSet<>();
    for (JournalEvent event : events) {
      touched.add(MediaItemKey.ofEntityId(event.entityId()));
    }
    Map<MediaItemKey, ItemRow> before = rows.load(tx, touched);
    Map<MediaItemKey, Optional<ItemRow>> after = new LinkedHashMap<>();
    SortedMap<AcceptedKey, Long> accepted = new TreeMap<>();
    for (JournalEvent journaled : events) {
      fold(journaled, before, after, accepted);
    }
    rows.save(tx, plan, before, after);
    rows.count(tx, accepted);
  }

  @Override
  public void committed(List<JournalEvent> events) {
    for (Pass pass : Pass.values()) {
      if (events.stream().anyMatch(one -> pass.isBroughtBy(one.event()))) {
        wake.accept(pass);
      }
    }
  }

  private void fold(
      JournalEvent journaled,
      Map<MediaItemKey, ItemRow> before,
      Map<MediaItemKey, Optional<ItemRow>> after,
      SortedMap<AcceptedKey, Long> accepted) {
    MediaItemKey key = MediaItemKey.ofEntityId(journaled.entityId());
    Optional<ItemRow> row = after.getOrDefault(key, Optional.ofNullable(before.get(key)));
    if (row.isPresent() && row.get().seqNr() >= journaled.sequenceNr()) {
      return;
    }
    if (!(journaled.event() instanceof MediaItemEvent event)) {
      throw new IllegalStateException("no event of a media item: " + journaled);
    }
    after.put(key, ItemRow.after(row, key, journaled.sequenceNr(), event));
    if (event instanceof MediaItemEvent.Acquired acquired) {
      accepted.merge(new AcceptedKey(key.org(), acquired.session()), 1L, Long::sum);
    } else if (event instanceof MediaItemEvent.Purged) {
      accepted.merge(new AcceptedKey(key.org(), row.flatMap(ItemRow::session)), -1L, Long::sum);
    }
  }
}
