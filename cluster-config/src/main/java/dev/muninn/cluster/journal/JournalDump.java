package dev.muninn.cluster.journal;

import dev.muninn.cluster.jdbc.DatabaseException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Writes the events of a journal into a file and reads them into an empty one. The file is gzip: a
 * line that names the format, then a line an event in {@code ordering} order, in the text format of
 * PostgreSQL's COPY. {@code tx_id} and {@code ordering} belong to one server and are not in it:
 * loading assigns them anew, and everything that was derived begins at the start. It is no backup:
 * secrets, accounts and snapshots are not in it. Blocking; thread-safe.
 */
public final class JournalDump {
  private static final String FORMAT = "muninn-journal 1\n";
  private static final String COLUMNS =
      "persistence_id, sequence_number, deleted, writer, write_timestamp, adapter_manifest,"
          + " event_ser_id, event_ser_manifest, event_payload, meta_ser_id, meta_ser_manifest,"
          + " meta_payload";

  private final DataSource writer;

  public JournalDump(DataSource writer) {
    this.writer = Objects.requireNonNull(writer, "writer");
  }

  /**
   * Writes what is committed now; {@code out} stays open.
   *
   * @return how many events
   * @throws UncheckedIOException when {@code out} cannot be written
   * @throws DatabaseException when the database fails
   */
  public long write(OutputStream out) {
    try (Connection c = writer.getConnection()) {
      GZIPOutputStream gzip = new GZIPOutputStream(out);
      gzip.write(FORMAT.getBytes(StandardCharsets.UTF_8));
      long events =
          copy(c)
              .copyOut(
                  "COPY (SELECT "
                      + COLUMNS
                      + " FROM journal.event_journal ORDER BY ordering) TO STDOUT"
                      + " (ENCODING 'UTF8')",
                  gzip);
      gzip.finish();
      return events;
    } catch (SQLException e) {
      throw new DatabaseException("the journal cannot be dumped", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads all events into the journal, which must be empty, in one transaction: all or none.
   * Projections, which may run, begin at the start with nobody parked; snapshots are forgotten.
   *
   * @return how many events
   * @throws IllegalStateException when the journal holds an event
   * @throws IllegalArgumentException when {@code in} is no dump of this format
   * @throws UncheckedIOException when {@code in} cannot be read
   * @throws DatabaseException when the database fails, or refuses an event
   */
  public long load(InputStream in) {
    try (Connection tx = writer.getConnection()) {
      tx.setAutoCommit(false);
      try {
        long events = load(tx, in);
        tx.commit();
        return events;
      } finally {
        tx.rollback();
        tx.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseException("the dump cannot be loaded", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long load(Connection tx, InputStream in) throws SQLException, IOException {
    try (Statement s = tx.createStatement()) {
      s.execute("LOCK TABLE journal.event_journal IN SHARE ROW EXCLUSIVE MODE");
      try (ResultSet row = s.executeQuery("SELECT EXISTS (SELECT FROM journal.event_journal)")) {
        row.next();
        if (row.getBoolean(1)) {
          throw new IllegalStateException("the journal is not empty: a dump is not loaded into it");
        }
      }
      s.execute("DELETE FROM journal.snapshot");
      s.execute("DELETE FROM projection.progress");
      s.execute("DELETE FROM projection.parked");
    }
    InputStream gzip = new BufferedInputStream(new GZIPInputStream(in));
    String format = new String(gzip.readNBytes(FORMAT.length()), StandardCharsets.UTF_8);
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException("no journal dump of format 1: '" + format.strip() + "'");
    }
    return copy(tx)
        .copyIn("COPY journal.event_journal (" + COLUMNS + ") FROM STDIN (ENCODING 'UTF8')", gzip);
  }

  private static CopyManager copy(Connection c) throws SQLException {
    return c.unwrap(PGConnection.class).getCopyAPI();
  }
}
