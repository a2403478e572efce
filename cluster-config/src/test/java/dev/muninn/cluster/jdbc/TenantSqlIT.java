package dev.muninn.cluster.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantSqlIT {
  private TestDatabase database;
  private TenantSql tenants;

  @BeforeEach
  void makeAViewOfTwoOrgs() throws SQLException {
    database = TestDatabase.create();
    tenants = new TenantSql(database.databases());
    DatabaseAccess access = database.access();
    try (Connection c =
            DriverManager.getConnection(
                access.url(), access.owner().user(), access.owner().password());
        Statement s = c.createStatement()) {
      s.execute("CREATE TABLE view.thing (org text, name text)");
      s.execute("ALTER TABLE view.thing ENABLE ROW LEVEL SECURITY");
      s.execute(
          "CREATE POLICY of_org ON view.thing FOR SELECT TO muninn_reader"
              + " USING (org = current_setting('app.org', true))");
      s.execute("GRANT SELECT ON view.thing TO muninn_reader");
      s.execute("INSERT INTO view.thing VALUES ('home', 'a'), ('work', 'b')");
    }
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void showsTheRowsOfTheOrgAndNoOthers() {
    assertEquals(List.of("a"), tenants.read("home", TenantSqlIT::names));
    assertEquals(List.of("b"), tenants.read("work", TenantSqlIT::names));
    assertEquals(List.of(), tenants.read("' OR '1'='1", TenantSqlIT::names));
  }

  @Test
  void showsNothingWithoutAnOrgAlsoOnAConnectionUsedBefore() throws SQLException {
    tenants.read("home", TenantSqlIT::names);
    try (Connection c = database.databases().reader().getConnection()) {
      assertEquals(List.of(), names(c));
    }
  }

  @Test
  void refusesToWrite() {
    assertThrows(
        DatabaseException.class,
        () ->
            tenants.read(
                "home",
                c -> {
                  DatabaseRoles.execute(c, "INSERT INTO view.thing VALUES ('home', 'c')");
                  return 0;
                }));
  }

  private static List<String> names(Connection c) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement s = c.createStatement();
        ResultSet rs = s.executeQuery("SELECT name FROM view.thing")) {
      while (rs.next()) {
        names.add(rs.getString(1));
      }
    }
    return names;
  }
}
