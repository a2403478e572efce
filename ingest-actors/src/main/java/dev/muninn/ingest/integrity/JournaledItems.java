package dev.muninn.ingest.integrity;

import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.ingest.entity.AwaitingBytes;
import dev.muninn.ingest.entity.AwaitingRestore;
import dev.muninn.ingest.entity.AwaitingStages;
import dev.muninn.ingest.entity.ItemRecord;
import dev.muninn.ingest.entity.MediaItemState;
import dev.muninn.media.Derived;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.Segment;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The items of an org and what files they should have. Which items there are is asked of the view
 * of the pipeline; what each of them recorded is folded from its own events, so that no view can
 * make a file look right or wrong. Blocking; thread-safe.
 */
final class JournaledItems {
  private final DataSource writer;
  private final JournalReader journal;

  JournaledItems(DataSource writer, JournalReader journal) {
    this.writer = writer;
    this.journal = journal;
  }

  /** Empty when there is no such item, or it was purged. */
  Optional<ItemFiles> of(MediaItemKey key) {
    List<JournalEvent> events = journal.ofEntity(key.persistenceId()).toCompletableFuture().join();
    MediaItemState state = new AwaitingBytes();
    List<MediaItemEvent.Previewed> previews = new ArrayList<>();
    for (JournalEvent journaled : events) {
      if (!(journaled.event() instanceof MediaItemEvent event)) {
        throw new IllegalStateException("no event of a media item: " + journaled);
      }
      state = state.apply(event);
      if (event instanceof MediaItemEvent.Previewed part) {
        previews.add(part);
      }
    }
    return recordOf(state).map(item -> new ItemFiles(key, item, derived(item, previews)));
  }

  private static Optional<ItemRecord> recordOf(MediaItemState state) {
    if (state instanceof AwaitingStages living) {
      return Optional.of(living.item());
    }
    return state instanceof AwaitingRestore trashed
        ? Optional.of(trashed.item())
        : Optional.empty();
  }

  private static Map<DerivedKey, Long> derived(
      ItemRecord item, List<MediaItemEvent.Previewed> previews) {
    Map<DerivedKey, Long> files = new HashMap<>();
    for (MediaItemEvent.Previewed part : previews) {
      if (item.progress().previews().complete().filter(part.run()::equals).isPresent()) {
        for (Segment segment : part.segments()) {
          files.putIfAbsent(segment.proxy(), 0L);
        }
        for (Derived file : part.derived()) {
          files.put(file.key(), file.bytes());
        }
      }
    }
    return files;
  }

  /** The orgs that have items. */
  List<OrgId> orgs() {
    return list("SELECT DISTINCT org FROM pipeline.pipeline_item ORDER BY org", new Object[0])
        .stream()
        .map(OrgId::new)
        .toList();
  }

  /** The next items of an org in the order of their ids, trashed ones too. */
  List<MediaItemKey> after(OrgId org, String position, int limit) {
    return list(
            "SELECT media_id FROM pipeline.pipeline_item WHERE org = ? AND media_id > ?"
                + " ORDER BY media_id LIMIT ?",
            org.value(),
            position,
            limit)
        .stream()
        .map(id -> new MediaItemKey(org, new MediaId(id)))
        .toList();
  }

  /** How many items come after a position. */
  long countAfter(OrgId org, String position) {
    return Long.parseLong(
        list(
                "SELECT count(*) FROM pipeline.pipeline_item WHERE org = ? AND media_id > ?",
                org.value(),
                position)
            .get(0));
  }

  /** Whether somebody waits for local work: a background reader steps aside then. */
  boolean interactiveWorkWaits() {
    return list(
            "SELECT EXISTS (SELECT 1 FROM pipeline.pipeline_work"
                + " WHERE stage IN ('store', 'describe', 'preview') AND lane = 0"
                + " AND not_before <= clock_timestamp())::text",
            new Object[0])
        .get(0)
        .equals("true");
  }

  private List<String> list(String sql, Object... values) {
    try (Connection connection = writer.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      List<String> out = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          out.add(rows.getString(1));
        }
      }
      return out;
    } catch (SQLException e) {
      throw new DatabaseException("listing the items to check", e);
    }
  }
}
