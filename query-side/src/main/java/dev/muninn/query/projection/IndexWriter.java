package dev.muninn.query.projection;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.index.IndexFolder;
import dev.muninn.query.index.IndexPartition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of the index of a space: applies events, saves, and has the items reported that
 * became searchable. While it catches up it reports nothing, since the journal that it reads may
 * hold the Indexed already; it is live after the first event younger than its own start, or when
 * nothing came for a second. Then what still has no Indexed is reported, also what a crash left so.
 * Its methods run on one thread, except the three that only read.
 */
final class IndexWriter {
  private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);
  private static final int SAVING_SHARE = 20;
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final EmbeddingSpace space;
  private final IndexSettings settings;
  private final IndexFolder folder;
  private final PendingReports reports;
  private final Clock clock;
  private final Map<OrgId, Instant> savedAt = new ConcurrentHashMap<>();
  private final Set<OrgId> changed = new HashSet<>();
  private volatile IndexPartitions partitions;
  private Instant started = Instant.MAX;
  private Instant lastEvent = Instant.MAX;
  private Instant lastSave = Instant.MAX;
  private Duration saving = Duration.ZERO;
  private int changes;
  private boolean live;
  private boolean leftOversReported;

  IndexWriter(
      EmbeddingSpace space,
      IndexSettings settings,
      IndexFolder folder,
      PendingReports reports,
      Clock clock) {
    this.space = space;
    this.settings = settings;
    this.folder = folder;
    this.reports = reports;
    this.clock = clock;
    this.partitions = empty();
  }

  /** Any thread. */
  Optional<IndexPartition> partition(OrgId org) {
    return partitions.of(org);
  }

  /** Any thread: when the partition was last saved by this process. */
  Optional<Instant> savedAt(OrgId org) {
    return Optional.ofNullable(savedAt.get(org));
  }

  /** Any thread. */
  JournalOffset offset() {
    return partitions.offset();
  }

  /** For a rebuild: partitions before the first event, which nobody asks yet. */
  IndexPartitions empty() {
    return new IndexPartitions(space, settings.engines());
  }

  /** What answers now; to be read on the writer's thread. */
  IndexPartitions partitions() {
    return partitions;
  }

  void load(JournalOffset horizon) {
    try {
      Instant begun = clock.instant();
      IndexFolder.Loaded loaded = folder.load(horizon);
      partitions = IndexPartitions.of(space, settings.engines(), loaded);
      loaded.savedAt().forEach(savedAt::put);
      started = clock.instant();
      lastEvent = started;
      lastSave = started;
      LOG.info(
          "index loaded space={} partitions={} refused={} offset={} elapsedMs={}",
          space.id(),
          partitions.orgs().size(),
          loaded.refused().size(),
          offset().format(),
          Duration.between(begun, started).toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void apply(List<JournalEvent> events) {
    Set<MediaItemKey> touched = partitions.apply(events);
    touched.forEach(key -> changed.add(key.org()));
    changes += touched.size();
    live |= events.stream().anyMatch(event -> !event.at().isBefore(started));
    lastEvent = clock.instant();
    if (live) {
      touched.forEach(this::reportOrDrop);
      reports.send();
    }
    saveWhenDue();
  }

  private void reportOrDrop(MediaItemKey key) {
    if (partition(key.org()).filter(p -> p.isUnreported(key.mediaId())).isPresent()) {
      reports.add(key, offset());
    } else {
      reports.drop(key);
    }
  }

  /**
   * Lets a rebuild answer from now on, and its files take the place of the old ones: written and
   * renamed one by one, the catalogue last, so that a crash leaves whole files of the one or the
   * other. Nothing is reported: the journal said the same to both.
   *
   * @throws IllegalStateException when it does not stand where the old one does
   */
  void swap(IndexPartitions rebuilt) {
    if (!rebuilt.offset().equals(offset())) {
      throw new IllegalStateException(
          "rebuilt to " + rebuilt.offset().format() + " and not to " + offset().format());
    }
    partitions = rebuilt;
    changed.clear();
    changed.addAll(rebuilt.orgs());
    changes = Math.max(1, changes);
    LOG.info("index swapped space={} offset={}", space.id(), offset().format());
    save();
  }

  /** A few times a second. */
  void tick() {
    if (!live && lastEvent.plus(QUIET).isBefore(clock.instant())) {
      live = true;
      LOG.info("index live space={} offset={}", space.id(), offset().format());
    }
    if (live) {
      reportLeftOvers();
      reports.send();
    }
    saveWhenDue();
  }

  /** Once: what was embedded before this start and never reported. */
  private void reportLeftOvers() {
    if (!leftOversReported) {
      leftOversReported = true;
      for (IndexPartition partition : partitions.all()) {
        partition
            .unreported()
            .forEach(id -> reports.add(new MediaItemKey(partition.org(), id), offset()));
      }
    }
  }

  private void saveWhenDue() {
    Instant now = clock.instant();
    boolean due =
        changes >= settings.saveAfterChanges()
            || (changes > 0 && lastSave.plus(settings.saveAfter()).isBefore(now));
    // a large index is written whole: let that be a small part of the writer's time
    due &= !now.isBefore(lastSave.plus(saving.multipliedBy(SAVING_SHARE)));
    if (due) {
      save();
    }
  }

  /** Saves what changed; a failure is said and tried again at the next save. */
  private void save() {
    Instant begun = clock.instant();
    lastSave = begun;
    try {
      List<IndexPartition> news =
          changed.stream().flatMap(org -> partitions.of(org).stream()).toList();
      folder.save(news, partitions.orgs(), offset());
      changed.forEach(org -> savedAt.put(org, begun));
      LOG.debug(
          "index saved space={} partitions={} elapsedMs={}",
          space.id(),
          changed.size(),
          Duration.between(begun, clock.instant()).toMillis());
      saving = Duration.between(begun, clock.instant());
      changed.clear();
      changes = 0;
    } catch (IOException e) {
      LOG.warn(
          "will retry: the index of space={} was not saved cause='{}'", space.id(), e.toString());
      changes = 1;
    }
  }

  /** The last save. */
  void close() {
    if (changes > 0) {
      save();
    }
  }
}
