package dev.muninn.cluster.journal;

import dev.muninn.cluster.jdbc.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** All that PostgreSQL's catalogue says of some tables, without numbers of its own. */
final class Catalogue {
  private static final String ALL =
      """
      WITH t AS (SELECT c.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE c.relname = ANY (?) AND c.relkind = 'r' AND n.nspname NOT LIKE 'shadow%')
      SELECT concat_ws(' ', t.oid::regclass, 'table', pg_get_userbyid(relowner), relacl, reloptions,
             relrowsecurity, relforcerowsecurity, relpersistence, relreplident,
             obj_description(t.oid, 'pg_class')) FROM t
      UNION ALL
      SELECT concat_ws(' ', attrelid::regclass, 'column', attnum, attname,
             format_type(atttypid, atttypmod), attnotnull, attstorage, attcompression,
             attstattarget, attacl, attcollation, pg_get_expr(adbin, adrelid),
             col_description(attrelid, attnum))
        FROM t JOIN pg_attribute ON attrelid = t.oid AND attnum > 0
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      UNION ALL
      SELECT concat_ws(' ', conrelid::regclass, 'constraint', conname, pg_get_constraintdef(k.oid))
        FROM t JOIN pg_constraint k ON conrelid = t.oid
      UNION ALL
      SELECT concat_ws(' ', indrelid::regclass, 'index', pg_get_indexdef(indexrelid), x.reloptions)
        FROM t JOIN pg_index ON indrelid = t.oid JOIN pg_class x ON x.oid = indexrelid
      UNION ALL
      SELECT concat_ws(' ', polrelid::regclass, 'policy', polname, polcmd, polpermissive,
             polroles::regrole[], pg_get_expr(polqual, polrelid),
             pg_get_expr(polwithcheck, polrelid))
        FROM t JOIN pg_policy ON polrelid = t.oid
      ORDER BY 1""";

  private Catalogue() {}

  static List<String> of(DatabaseAccess access, String... tables) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection c =
            DriverManager.getConnection(
                access.url(), access.owner().user(), access.owner().password());
        Statement s = c.createStatement()) {
      String names = "ARRAY['" + String.join("','", tables) + "']";
      try (ResultSet rows = s.executeQuery(ALL.replace("?", names))) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
    }
    return lines;
  }
}
