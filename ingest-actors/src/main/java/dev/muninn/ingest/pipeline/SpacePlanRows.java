package dev.muninn.ingest.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacesEvent;
import dev.muninn.media.signal.SpacesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The live spaces as the view has them, and what a change of them makes of the owed work of all
 * items: a few statements over all rows, whatever their number. Source: V251__spaces.sql.
 *
 * <p>Slices of a rebuild write at the same time: who writes items holds {@link #share}, who changes
 * the spaces {@link #hold}, so that no item is written by a plan that is gone and then passed over.
 */
final class SpacePlanRows {
  private static final String LOAD = "SELECT plan FROM space_plan WHERE entity = ?";
  private static final String SAVE =
      """
      INSERT INTO space_plan (entity, seq_nr, plan) VALUES (?, ?, ?::jsonb)
      ON CONFLICT (entity) DO UPDATE SET seq_nr = excluded.seq_nr, plan = excluded.plan""";

  /** What has nothing of the space yet owes all of it. */
  private static final String OWE =
      """
      INSERT INTO pipeline_work (org, media_id, stage, space, lane, not_before, attempts, seq_nr)
      SELECT i.org, i.media_id, 'embed', ?, CASE WHEN ? THEN i.lane ELSE 1 END, i.changed_at, 0,
             i.seq_nr
        FROM pipeline_item i
       WHERE i.embeddable
         AND NOT EXISTS (SELECT 1 FROM item_space s
                          WHERE s.org = i.org AND s.media_id = i.media_id AND s.space = ?)
      ON CONFLICT DO NOTHING""";

  private static final String BEGUN =
      "SELECT org, media_id FROM item_space WHERE space = ? AND state IN ('begun', 'embedded')";
  private static final String TAKE_TURNS =
      """
      UPDATE pipeline_work w SET lane = CASE WHEN w.space = ? THEN i.lane ELSE 1 END
        FROM pipeline_item i
       WHERE i.org = w.org AND i.media_id = w.media_id AND w.space <> ''
         AND w.lane <> CASE WHEN w.space = ? THEN i.lane ELSE 1 END""";
  private static final String FORGET =
      "DELETE FROM pipeline_work WHERE space <> '' AND NOT space = ANY (?)";

  private final JsonMapper json =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /** Until the end of the transaction no other one changes the spaces. */
  void share(Connection tx) throws SQLException {
    lock(tx, "ROW SHARE");
  }

  /** Until the end of the transaction no other one writes items, or the spaces. */
  void hold(Connection tx) throws SQLException {
    lock(tx, "EXCLUSIVE");
  }

  private static void lock(Connection tx, String mode) throws SQLException {
    try (Statement lock = tx.createStatement()) {
      lock.execute("LOCK TABLE space_plan IN " + mode + " MODE");
    }
  }

  /** Empty before the first event. */
  Optional<SpacePlan> load(Connection tx) throws SQLException {
    try (PreparedStatement select = tx.prepareStatement(LOAD)) {
      select.setString(1, SpacesKey.ENTITY_ID);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(json.readValue(row.getString(1), SpacePlan.class))
            : Optional.empty();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no plan of spaces", e);
    }
  }

  /** The plan after an event; the owed work follows it. */
  SpacePlan apply(Connection tx, SpacePlan before, SpacesEvent event, long seqNr, PipelineRows rows)
      throws SQLException {
    // what the configuration said counts no more once the journal says something
    SpacePlan known = before.sequenceNr() == 0 ? SpacePlan.NONE : before;
    SpacePlan plan = known.after(event, seqNr);
    if (plan.equals(known)) {
      return before;
    }
    save(tx, plan);
    forget(tx, plan);
    for (EmbeddingSpace space : plan.live()) {
      if (known.find(space).isEmpty()) {
        owe(tx, space, plan, rows);
      }
    }
    takeTurns(tx, plan);
    return plan;
  }

  private void save(Connection tx, SpacePlan plan) throws SQLException {
    try (PreparedStatement save = tx.prepareStatement(SAVE)) {
      save.setString(1, SpacesKey.ENTITY_ID);
      save.setLong(2, plan.sequenceNr());
      save.setString(3, json.writeValueAsString(plan));
      save.executeUpdate();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the plan is not JSON: " + plan, e);
    }
  }

  private static void forget(Connection tx, SpacePlan plan) throws SQLException {
    try (PreparedStatement delete = tx.prepareStatement(FORGET)) {
      delete.setArray(
          1,
          tx.createArrayOf(
              "text", plan.live().stream().map(EmbeddingSpace::id).toArray(String[]::new)));
      delete.executeUpdate();
    }
  }

  private static void owe(Connection tx, EmbeddingSpace space, SpacePlan plan, PipelineRows rows)
      throws SQLException {
    try (PreparedStatement insert = tx.prepareStatement(OWE)) {
      insert.setString(1, space.id());
      insert.setBoolean(2, space.equals(plan.active()));
      insert.setString(3, space.id());
      insert.executeUpdate();
    }
    List<MediaItemKey> begun = begun(tx, space);
    if (!begun.isEmpty()) {
      rows.oweAgain(tx, begun, plan);
    }
  }

  /** What has something of it owes the rest, each item its own. */
  private static List<MediaItemKey> begun(Connection tx, EmbeddingSpace space) throws SQLException {
    List<MediaItemKey> keys = new ArrayList<>();
    try (PreparedStatement select = tx.prepareStatement(BEGUN)) {
      select.setString(1, space.id());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          keys.add(new MediaItemKey(new OrgId(row.getString(1)), new MediaId(row.getString(2))));
        }
      }
    }
    return keys;
  }

  private static void takeTurns(Connection tx, SpacePlan plan) throws SQLException {
    try (PreparedStatement update = tx.prepareStatement(TAKE_TURNS)) {
      update.setString(1, plan.active().id());
      update.setString(2, plan.active().id());
      update.executeUpdate();
    }
  }
}
