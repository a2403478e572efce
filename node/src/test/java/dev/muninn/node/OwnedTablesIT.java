package dev.muninn.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.ingest.pipeline.PipelineProjection;
import dev.muninn.query.projection.MediaViewProjection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the migrations registered for rebuilds, in a database with all of them. */
class OwnedTablesIT {
  private static final String DEFINITIONS =
      """
      WITH t AS (SELECT c.oid, c.relname, c.relacl, c.reloptions, c.relrowsecurity
                   FROM projection.owned_table o
                   JOIN pg_namespace n ON n.nspname = o.schema_name
                   JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = o.table_name)
      SELECT concat_ws(' ', oid::regclass, relacl, reloptions, relrowsecurity) FROM t
      UNION ALL
      SELECT concat_ws(' ', attrelid::regclass,
             row_number() OVER (PARTITION BY attrelid ORDER BY attnum), attname, format_type(atttypid, atttypmod),
             attnotnull, attcollation, pg_get_expr(adbin, adrelid))
        FROM t JOIN pg_attribute ON attrelid = t.oid AND attnum > 0 AND NOT attisdropped
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      UNION ALL
      SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(k.oid))
        FROM t JOIN pg_constraint k ON conrelid = t.oid
      UNION ALL
      SELECT pg_get_indexdef(indexrelid) FROM t JOIN pg_index ON indrelid = t.oid
      UNION ALL
      SELECT concat_ws(' ', polrelid::regclass, polname, polcmd, polpermissive, polroles,
             pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
        FROM t JOIN pg_policy ON polrelid = t.oid
      ORDER BY 1""";

  private TestDatabase database;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection c = database.databases().writer().getConnection();
        Statement s = c.createStatement();
        ResultSet rows = s.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private List<String> owned(String projection) throws SQLException {
    return query(
        "SELECT schema_name || '.' || table_name FROM projection.owned_table WHERE projection = '"
            + projection
            + "' ORDER BY 1");
  }

  @Test
  void areThoseThatTheProjectionsSayTheyWrite() throws SQLException {
    assertEquals(
        PipelineProjection.SPEC.tables().stream().sorted().toList(),
        owned(PipelineProjection.NAME));
    assertEquals(
        MediaViewProjection.SPEC.tables().stream().sorted().toList(),
        owned(MediaViewProjection.NAME));
  }

  @Test
  void areTheSameToTheCatalogueAfterASwap() throws SQLException {
    List<String> before = query(DEFINITIONS);
    assertTrue(before.size() > 50, before::toString);
    for (String projection : query("SELECT DISTINCT projection FROM projection.owned_table")) {
      query("SELECT projection.make_shadow('" + projection + "')");
      query("SELECT projection.analyze_shadow('" + projection + "')");
      query("SELECT projection.swap_shadow('" + projection + "', '0:0')");
    }
    assertEquals(before, query(DEFINITIONS));
  }
}
