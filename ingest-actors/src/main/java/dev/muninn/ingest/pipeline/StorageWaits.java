package dev.muninn.ingest.pipeline;

import dev.muninn.media.MediaId;
import dev.muninn.media.StageName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What local work waits for because no node reaches it: storage that several nodes told of in
 * {@code ops.storage_reach}. Nothing is missing where no node tells, since a node that is alone
 * tries everything. Source: V265__storages.sql.
 */
public final class StorageWaits {
  /** The place of our store among the sources of the table. */
  public static final String STORE = "";

  /** The place of the room to write. */
  public static final String ROOM = "room";

  private static final Set<StageName> WRITERS = Set.of(StageName.STORE, StageName.PREVIEW);
  private static final String SEEN =
      """
      SELECT source, bool_or(trouble = '' AND seen_at > now() - interval '20 seconds') AS reached
        FROM ops.storage_reach GROUP BY source""";
  private static final String OWED =
      """
      SELECT DISTINCT stage, storage FROM pipeline.pipeline_work
       WHERE space = '' AND (?::text IS NULL OR media_id = ?)""";
  private static final String NAME = "SELECT name FROM view.source WHERE source_id = ?";

  private StorageWaits() {}

  /** In words, by the stage that waits; of the org that the connection reads as. */
  static Map<StageName, String> all(Connection reader) throws SQLException {
    return waits(reader, null);
  }

  /** What one item waits for, in words. */
  static Optional<String> of(Connection reader, MediaId item) throws SQLException {
    return waits(reader, item.value()).values().stream().findFirst();
  }

  private static Map<StageName, String> waits(Connection reader, String item) throws SQLException {
    Map<String, Boolean> seen = seen(reader);
    Map<StageName, String> waits = new EnumMap<>(StageName.class);
    if (seen.isEmpty()) {
      return waits;
    }
    try (PreparedStatement select = reader.prepareStatement(OWED)) {
      select.setString(1, item);
      select.setString(2, item);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          StageName stage = BoardQueries.stage(row.getString("stage")).orElseThrow();
          Optional<String> words = words(reader, seen, stage, row.getString("storage"));
          if (words.isPresent()) {
            waits.putIfAbsent(stage, words.get());
          }
        }
      }
    }
    return waits;
  }

  private static Map<String, Boolean> seen(Connection reader) throws SQLException {
    Map<String, Boolean> seen = new HashMap<>();
    try (PreparedStatement select = reader.prepareStatement(SEEN);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        seen.put(row.getString("source"), row.getBoolean("reached"));
      }
    }
    return seen;
  }

  private static Optional<String> words(
      Connection reader, Map<String, Boolean> seen, StageName stage, String storage)
      throws SQLException {
    if (!seen.getOrDefault(STORE, false)) {
      return Optional.of(waiting("the store of originals", "no node that works on files has it"));
    }
    if (WRITERS.contains(stage) && !seen.getOrDefault(ROOM, false)) {
      return Optional.of(
          "Waiting for room: no node that works on files has room on its disk; it goes on by itself"
              + " when one has");
    }
    Set<String> sources = new HashSet<>(List.of(storage.split(" ")));
    if (storage.isEmpty() || sources.stream().anyMatch(one -> seen.getOrDefault(one, false))) {
      return Optional.empty();
    }
    String name = name(reader, sources.iterator().next());
    return Optional.of(
        waiting("the storage “" + name + "”", "no node that works on files reaches its folder"));
  }

  private static String waiting(String what, String why) {
    return "Waiting for " + what + ": " + why + "; it goes on by itself when one does";
  }

  private static String name(Connection reader, String source) throws SQLException {
    try (PreparedStatement select = reader.prepareStatement(NAME)) {
      select.setString(1, source);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : source;
      }
    }
  }
}
