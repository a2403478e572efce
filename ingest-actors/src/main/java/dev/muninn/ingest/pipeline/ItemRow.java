package dev.muninn.ingest.pipeline;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.ingest.entity.Progress;
import dev.muninn.ingest.entity.ProgressFold;
import dev.muninn.ingest.entity.Trouble;
import dev.muninn.media.SessionId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of {@code pipeline_item}: the fold of an item's events up to {@code seqNr}, and nothing
 * else. What it owes ({@link OwedWork}) follows from it and the live spaces.
 */
record ItemRow(
    MediaItemKey key,
    long seqNr,
    String name,
    Optional<SessionId> session,
    Instant acquiredAt,
    Instant changedAt,
    Instant stageSince,
    Progress progress,
    Whereabouts whereabouts) {
  ItemRow {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(whereabouts, "whereabouts");
  }

  /** The row after an event; empty after a purge. */
  static Optional<ItemRow> after(
      Optional<ItemRow> before, MediaItemKey key, long seqNr, MediaItemEvent event) {
    Optional<Progress> progress = ProgressFold.apply(before.map(ItemRow::progress), event);
    Whereabouts where = before.map(ItemRow::whereabouts).orElse(Whereabouts.NOWHERE).after(event);
    if (event instanceof MediaItemEvent.Acquired born) {
      return progress.map(
          it ->
              new ItemRow(
                  key,
                  seqNr,
                  born.name(),
                  born.session(),
                  born.at(),
                  born.at(),
                  born.at(),
                  it,
                  where));
    }
    return progress.map(it -> before.orElseThrow().changed(seqNr, event.at(), it, where));
  }

  private ItemRow changed(long nextSeqNr, Instant at, Progress next, Whereabouts where) {
    boolean stays = next.next().equals(stage()) && next.trashed() == progress.trashed();
    Instant since = stays ? stageSince : at;
    return new ItemRow(key, nextSeqNr, name, session, acquiredAt, at, since, next, where);
  }

  MediaStatus status() {
    return progress.status();
  }

  /** The sources of which local work needs one; empty where our store is enough. */
  String storage() {
    return whereabouts.needed(!progress.stored());
  }

  /** The stage that is owed first. */
  Optional<StageName> stage() {
    return progress.next();
  }

  /** What stands in the way of that stage. */
  Optional<Trouble> trouble() {
    return progress.trouble();
  }
}
