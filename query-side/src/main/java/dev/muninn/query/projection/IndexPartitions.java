package dev.muninn.query.projection;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.facet.Facets;
import dev.muninn.query.index.EngineChoice;
import dev.muninn.query.index.IndexFolder;
import dev.muninn.query.index.IndexPartition;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All partitions of a space as the journal up to {@link #offset()} makes them, however it was cut
 * into groups: what answers, and what a rebuild makes beside it. One writer at a time; the methods
 * that only read may be called by any thread.
 */
final class IndexPartitions {
  private static final Logger LOG = LoggerFactory.getLogger(IndexPartitions.class);

  private final EmbeddingSpace space;
  private final EngineChoice engines;
  private final Map<OrgId, IndexPartition> byOrg = new ConcurrentHashMap<>();
  private volatile JournalOffset offset = JournalOffset.START;

  /** Before the first event. */
  IndexPartitions(EmbeddingSpace space, EngineChoice engines) {
    this.space = space;
    this.engines = engines;
  }

  /** Goes on from what was saved. */
  static IndexPartitions of(EmbeddingSpace space, EngineChoice engines, IndexFolder.Loaded loaded) {
    IndexPartitions partitions = new IndexPartitions(space, engines);
    partitions.byOrg.putAll(loaded.partitions());
    partitions.offset = loaded.offset();
    return partitions;
  }

  Optional<IndexPartition> of(OrgId org) {
    return Optional.ofNullable(byOrg.get(org));
  }

  Set<OrgId> orgs() {
    return Set.copyOf(byOrg.keySet());
  }

  Collection<IndexPartition> all() {
    return List.copyOf(byOrg.values());
  }

  JournalOffset offset() {
    return offset;
  }

  /**
   * Takes a group of events of media items in.
   *
   * @return the items that an index knows something new of
   */
  Set<MediaItemKey> apply(List<JournalEvent> events) {
    Set<MediaItemKey> touched = new LinkedHashSet<>();
    for (JournalEvent event : events) {
      if (event.event() instanceof MediaItemEvent happened && concerns(happened)) {
        MediaItemKey key = MediaItemKey.ofEntityId(event.entityId());
        take(key, happened, event);
        touched.add(key);
      }
      offset = event.offset();
    }
    touched.stream()
        .map(MediaItemKey::org)
        .collect(Collectors.toSet())
        .forEach(org -> byOrg.get(org).endGroup());
    return touched;
  }

  /** Returns when no graph is left to be linked; for the writer. */
  void settle() {
    byOrg.values().forEach(IndexPartition::settle);
  }

  private static boolean concerns(MediaItemEvent event) {
    return event instanceof MediaItemEvent.Embedded
        || event instanceof MediaItemEvent.Indexed
        || Facets.concerns(event);
  }

  private void take(MediaItemKey key, MediaItemEvent happened, JournalEvent event) {
    IndexPartition partition = byOrg.computeIfAbsent(key.org(), this::begin);
    try {
      partition.apply(key.mediaId(), happened, event.offset());
    } catch (IllegalArgumentException e) {
      LOG.error(
          "not indexed org={} mediaId={} seqNr={} cause='{}'",
          key.org(),
          key.mediaId(),
          event.sequenceNr(),
          e.getMessage());
    }
  }

  private IndexPartition begin(OrgId org) {
    return new IndexPartition(org, space, engines, JournalOffset.START);
  }
}
