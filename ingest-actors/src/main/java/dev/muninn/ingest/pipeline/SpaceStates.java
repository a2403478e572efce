package dev.muninn.ingest.pipeline;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.ingest.entity.Progress;
import dev.muninn.ingest.entity.SpaceProgress;
import dev.muninn.ingest.entity.Trouble;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of {@code item_space}: how far each item is in each space that it has anything of. A
 * pure function of the item's events. Source: V251__spaces.sql.
 */
final class SpaceStates {
  private static final String FORGET =
      """
      DELETE FROM item_space s
       USING unnest(?::text[], ?::text[]) AS k(org, media_id)
       WHERE s.org = k.org AND s.media_id = k.media_id""";
  private static final String SAVE =
      "INSERT INTO item_space (org, media_id, space, state) VALUES (?, ?, ?, ?)";

  private SpaceStates() {}

  /** Words by the id of their space. */
  static SortedMap<String, String> of(Progress progress) {
    Set<EmbeddingSpace> spaces = new LinkedHashSet<>();
    progress.spaces().stream().map(SpaceProgress::space).forEach(spaces::add);
    progress.troubles().stream().flatMap(one -> one.space().stream()).forEach(spaces::add);
    SortedMap<String, String> states = new TreeMap<>();
    spaces.forEach(space -> states.put(space.id(), of(progress, space)));
    return states;
  }

  private static String of(Progress progress, EmbeddingSpace space) {
    SpaceProgress here = progress.in(space);
    if (here.vectors().done() && here.indexed()) {
      return "indexed";
    }
    boolean givenUp =
        progress.troubles().stream()
            .filter(one -> one.space().equals(Optional.of(space)))
            .anyMatch(Trouble::quarantined);
    if (givenUp) {
      return "quarantined";
    }
    return here.vectors().done() ? "embedded" : "begun";
  }

  /** Writes what changed of some items; those that are gone are forgotten. */
  static void save(
      Connection tx, Map<MediaItemKey, ItemRow> before, Map<MediaItemKey, Optional<ItemRow>> after)
      throws SQLException {
    List<MediaItemKey> changed = new ArrayList<>();
    after.forEach(
        (key, row) -> {
          if (!states(Optional.ofNullable(before.get(key))).equals(states(row))) {
            changed.add(key);
          }
        });
    if (changed.isEmpty()) {
      return;
    }
    forget(tx, changed);
    try (PreparedStatement insert = tx.prepareStatement(SAVE)) {
      for (MediaItemKey key : changed) {
        for (Map.Entry<String, String> state : states(after.get(key)).entrySet()) {
          insert.setString(1, key.org().value());
          insert.setString(2, key.mediaId().value());
          insert.setString(3, state.getKey());
          insert.setString(4, state.getValue());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static SortedMap<String, String> states(Optional<ItemRow> row) {
    return row.map(it -> of(it.progress())).orElseGet(TreeMap::new);
  }

  private static void forget(Connection tx, Collection<MediaItemKey> keys) throws SQLException {
    try (PreparedStatement delete = tx.prepareStatement(FORGET)) {
      PipelineRows.setKeys(tx, delete, keys);
      delete.executeUpdate();
    }
  }
}
