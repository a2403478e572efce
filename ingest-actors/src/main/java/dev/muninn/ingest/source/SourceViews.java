package dev.muninn.ingest.source;

import dev.muninn.catalog.Imports.SourceRow;
import dev.muninn.catalog.Imports.SourceSpec;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.SqlFunction;
import dev.muninn.hash.Blake3;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.FileLocation;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.StagedRef;
import dev.muninn.media.signal.SourceKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** Reads the views of the sources, across orgs. Blocking; thread-safe. */
public final class SourceViews {

  private static final String SOURCE_COLUMNS =
      "SELECT org, source_id, name, root, custody, watch, include, exclude, created_by, offline,"
          + " last_session, folder FROM view.source ";

  private static final String FILE_COLUMNS =
      "SELECT source_id, path, size, mtime_ns, ctime_ns, inode, media_id, session_id, fresh"
          + " FROM view.source_file ";

  private final DataSource writer;

  public SourceViews(DataSource writer) {
    this.writer = writer;
  }

  /** A scan that is owed. */
  record OwedScan(SourceKey source, SessionId session) {}

  /** A source, whose it is, who made it, and which folder it was when it was scanned last. */
  record Owned(OrgId org, ParticipantId by, SourceRow row, Optional<String> folder) {
    ExpectedRoot expected() {
      return new ExpectedRoot(
          row.sourceId(), Path.of(row.spec().root()), row.spec().custody(), folder);
    }

    SourceKey key() {
      return new SourceKey(org, row.sourceId());
    }
  }

  Optional<Owned> source(SourceId source) {
    return list(SOURCE_COLUMNS + "WHERE source_id = ?", SourceViews::owned, source.value()).stream()
        .findFirst();
  }

  List<Owned> sources(OrgId org) {
    return list(
        SOURCE_COLUMNS + "WHERE org = ? ORDER BY created_at, source_id",
        SourceViews::owned,
        org.value());
  }

  /** Those of all orgs. */
  List<Owned> all() {
    return list(SOURCE_COLUMNS + "ORDER BY source_id", SourceViews::owned);
  }

  List<OwedScan> owedScans() {
    return list(
        "SELECT org, source_id, session_id FROM view.source_scan ORDER BY session_id",
        row ->
            new OwedScan(
                new SourceKey(new OrgId(row.getString(1)), new SourceId(row.getString(2))),
                new SessionId(row.getString(3))));
  }

  /**
   * What is known of these files of a source, by path. A path has several entries when different
   * bytes were found there one after the other; the last found comes first.
   */
  Map<String, List<KnownFile>> files(SourceId source, List<String> paths) {
    Map<String, List<KnownFile>> known = new HashMap<>();
    list(
            FILE_COLUMNS
                + "WHERE source_id = ? AND path_hash = ANY (?)"
                + " ORDER BY found_at DESC, media_id",
            SourceViews::knownFile,
            source.value(),
            paths.stream().map(SourceViews::pathHash).toArray(String[]::new))
        .forEach(
            file ->
                known.computeIfAbsent(file.location().path(), path -> new ArrayList<>()).add(file));
    return known;
  }

  /** A page of known files of a source, in no order that means anything: those after one. */
  List<KnownFile> filesAfter(SourceId source, Optional<KnownFile> after, int limit) {
    return list(
        FILE_COLUMNS
            + "WHERE source_id = ? AND (path_hash, media_id) > (?, ?)"
            + " ORDER BY path_hash, media_id LIMIT "
            + limit,
        SourceViews::knownFile,
        source.value(),
        after.map(file -> pathHash(file.location().path())).orElse(""),
        after.map(file -> file.mediaId().value()).orElse(""));
  }

  /** The key of a path: paths may be longer than an entry of an index. */
  static String pathHash(String path) {
    return ContentHash.ofBytes(Blake3.hash(path.getBytes(StandardCharsets.UTF_8))).value();
  }

  /**
   * @throws DatabaseException when the database does not answer
   */
  void requireReachable() {
    list("SELECT 1", row -> 1);
  }

  /** Whether an item still needs this staged file. */
  boolean needsStaged(StagedRef ref) {
    return !list("SELECT 1 FROM view.staged_file WHERE ref = ?", row -> 1, ref.value()).isEmpty();
  }

  private static KnownFile knownFile(ResultSet row) throws SQLException {
    return new KnownFile(
        new FileLocation(
            new SourceId(row.getString(1)),
            row.getString(2),
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            row.getLong(6)),
        new MediaId(row.getString(7)),
        Optional.ofNullable(row.getString(8)).map(SessionId::new),
        row.getBoolean(9));
  }

  private static Owned owned(ResultSet row) throws SQLException {
    SourceSpec spec =
        new SourceSpec(
            row.getString(3),
            row.getString(4),
            Custody.valueOf(row.getString(5)),
            row.getBoolean(6),
            List.of((String[]) row.getArray(7).getArray()),
            List.of((String[]) row.getArray(8).getArray()));
    SourceRow source =
        new SourceRow(
            new SourceId(row.getString(2)),
            spec,
            row.getBoolean(10),
            Optional.ofNullable(row.getString(11)).map(SessionId::new));
    return new Owned(
        new OrgId(row.getString(1)),
        new ParticipantId(row.getString(9)),
        source,
        Optional.ofNullable(row.getString(12)));
  }

  private <T> List<T> list(String sql, SqlFunction<ResultSet, T> rowOf, Object... parameters) {
    try (Connection connection = writer.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        if (parameters[i] instanceof String[] texts) {
          select.setArray(i + 1, connection.createArrayOf("text", texts));
        } else {
          select.setObject(i + 1, parameters[i]);
        }
      }
      List<T> out = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          out.add(rowOf.apply(rows));
        }
      }
      return out;
    } catch (SQLException e) {
      throw new DatabaseException("reading the views of the sources", e);
    }
  }
}
