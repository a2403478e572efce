package dev.muninn.query.projection;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;

/** {@link IndexJournal} over the process's journal reader. */
public final class SqlIndexJournal implements IndexJournal {
  private static final String BEYOND =
      "SELECT count(*), (extract(epoch FROM clock_timestamp()) * 1000)::bigint"
          + " - min(write_timestamp) FROM (SELECT write_timestamp FROM journal.event_journal"
          + " WHERE (tx_id, ordering) > (?::text::xid8, ?) AND persistence_id LIKE ?"
          + " ORDER BY tx_id, ordering LIMIT 100000) e";

  private static final String AGE_BEYOND =
      "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint - write_timestamp"
          + " FROM journal.event_journal"
          + " WHERE (tx_id, ordering) > (?::text::xid8, ?) AND persistence_id LIKE ?"
          + " ORDER BY event_journal.tx_id, event_journal.ordering LIMIT 1";
  private static final String OF_ITEMS = MediaItemKey.ENTITY_TYPE + "|%";
  private static final String UP_TO =
      "SELECT tx_id::text, ordering, count(*) OVER () FROM journal.event_journal"
          + " WHERE (tx_id, ordering) <= (?::text::xid8, ?) AND persistence_id LIKE ?"
          + " ORDER BY event_journal.tx_id DESC, event_journal.ordering DESC LIMIT 1";
  private static final String BETWEEN =
      "SELECT EXISTS (SELECT 1 FROM journal.event_journal"
          + " WHERE (tx_id, ordering) > (?::text::xid8, ?)"
          + " AND (tx_id, ordering) <= (?::text::xid8, ?) AND persistence_id LIKE ?)";

  private final JournalReader reader;
  private final DataSource writer;

  /** {@code writer} is the pool of the role that may read the journal. */
  public SqlIndexJournal(JournalReader reader, DataSource writer) {
    this.reader = reader;
    this.writer = writer;
  }

  @Override
  public Source<JournalEvent, NotUsed> after(JournalOffset offset) {
    return reader.events(Set.of(MediaItemKey.ENTITY_TYPE), offset);
  }

  @Override
  public JournalOffset horizon() {
    return reader.horizonNow();
  }

  @Override
  public Optional<Backlog> beyond(JournalOffset offset) {
    try (Connection connection = writer.getConnection();
        PreparedStatement select = connection.prepareStatement(BEYOND)) {
      bind(select, 1, offset);
      select.setString(3, OF_ITEMS);
      try (ResultSet found = select.executeQuery()) {
        found.next();
        long events = found.getLong(1);
        return events == 0
            ? Optional.empty()
            : Optional.of(new Backlog(events, Math.max(0, found.getLong(2))));
      }
    } catch (SQLException e) {
      throw new DatabaseException("the index's lag could not be read", e);
    }
  }

  @Override
  public OptionalLong ageBeyond(JournalOffset offset) {
    try (Connection connection = writer.getConnection();
        PreparedStatement select = connection.prepareStatement(AGE_BEYOND)) {
      bind(select, 1, offset);
      select.setString(3, OF_ITEMS);
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? OptionalLong.of(Math.max(0, found.getLong(1))) : OptionalLong.empty();
      }
    } catch (SQLException e) {
      throw new DatabaseException("the index's lag could not be read", e);
    }
  }

  @Override
  public Optional<Extent> upTo(JournalOffset place) {
    try (Connection connection = writer.getConnection();
        PreparedStatement select = connection.prepareStatement(UP_TO)) {
      bind(select, 1, place);
      select.setString(3, OF_ITEMS);
      try (ResultSet found = select.executeQuery()) {
        return found.next()
            ? Optional.of(
                new Extent(
                    found.getLong(3),
                    new JournalOffset(Long.parseLong(found.getString(1)), found.getLong(2))))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DatabaseException("the journal could not be counted", e);
    }
  }

  @Override
  public boolean anyBetween(JournalOffset after, JournalOffset upTo) {
    try (Connection connection = writer.getConnection();
        PreparedStatement select = connection.prepareStatement(BETWEEN)) {
      bind(select, 1, after);
      bind(select, 3, upTo);
      select.setString(5, OF_ITEMS);
      try (ResultSet found = select.executeQuery()) {
        found.next();
        return found.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new DatabaseException("the journal could not be read", e);
    }
  }

  private static void bind(PreparedStatement select, int at, JournalOffset offset)
      throws SQLException {
    select.setString(at, Long.toString(offset.txId()));
    select.setLong(at + 1, offset.ordering());
  }
}
