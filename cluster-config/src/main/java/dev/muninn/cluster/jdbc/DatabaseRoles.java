package dev.muninn.cluster.jdbc;

import dev.muninn.cluster.jdbc.DatabaseAccess.Login;
import dev.muninn.cluster.jdbc.DatabaseSettings.Outer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Makes the roles of {@link DatabaseAccess} where they are missing. Repeatable. */
final class DatabaseRoles {
  static final String DATABASE = "muninn";
  private static final String OWNER = "muninn_owner";
  private static final String WRITER = "muninn_writer";
  private static final String READER = "muninn_reader";
  private static final int OLDEST_SERVER = 140_000;

  private DatabaseRoles() {}

  /** Three logins and their database, made by the superuser of the embedded server. */
  static DatabaseAccess embedded(EmbeddedPostgres server) {
    DatabaseSecrets secrets = server.secrets();
    try (Connection c =
        DriverManager.getConnection(server.url("postgres"), "postgres", secrets.superuser())) {
      login(c, OWNER, secrets.owner());
      login(c, WRITER, secrets.writer());
      login(c, READER, secrets.reader());
      execute(c, "GRANT pg_read_all_stats TO " + WRITER);
      if (!exists(c, "SELECT 1 FROM pg_database WHERE datname = ?", DATABASE)) {
        execute(c, "CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
        execute(c, "REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
        execute(c, "GRANT CONNECT ON DATABASE " + DATABASE + " TO " + WRITER + ", " + READER);
      }
    } catch (SQLException e) {
      throw new DatabaseStartException(
          "the embedded PostgreSQL refuses us (" + e.getMessage() + ")",
          "if secrets/database.properties was lost or changed, put it back from a backup",
          e);
    }
    return embeddedAccess(server, DATABASE);
  }

  static DatabaseAccess embeddedAccess(EmbeddedPostgres server, String database) {
    DatabaseSecrets secrets = server.secrets();
    return new DatabaseAccess(
        server.url(database),
        new Login(OWNER, secrets.owner(), Optional.empty()),
        new Login(WRITER, secrets.writer(), Optional.empty()),
        new Login(READER, secrets.reader(), Optional.empty()));
  }

  /** One login that plays all parts: its sessions take on the roles writer and reader. */
  static DatabaseAccess outer(Outer outer) {
    try (Connection c = DriverManager.getConnection(outer.url(), outer.user(), outer.password())) {
      requireVersion(c);
      memberOf(c, WRITER);
      memberOf(c, READER);
    } catch (SQLException e) {
      throw new DatabaseStartException(
          "the outer PostgreSQL cannot be used (" + e.getMessage() + ")",
          "check --database-url, user and password; the login must own the database and either have"
              + " CREATEROLE or be a member of muninn_writer and muninn_reader",
          e);
    }
    return new DatabaseAccess(
        outer.url(),
        new Login(outer.user(), outer.password(), Optional.empty()),
        new Login(outer.user(), outer.password(), Optional.of(WRITER)),
        new Login(outer.user(), outer.password(), Optional.of(READER)));
  }

  private static void requireVersion(Connection c) throws SQLException {
    try (Statement s = c.createStatement();
        ResultSet rs = s.executeQuery("SELECT current_setting('server_version_num')::int")) {
      rs.next();
      if (rs.getInt(1) < OLDEST_SERVER) {
        throw new DatabaseStartException(
            "the outer PostgreSQL is older than version 14", "upgrade it, or use the embedded one");
      }
    }
  }

  private static void memberOf(Connection c, String role) throws SQLException {
    if (!exists(c, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
      execute(c, "CREATE ROLE " + role + " NOLOGIN");
    }
    if (!exists(c, "SELECT 1 WHERE pg_has_role(current_user, ?, 'MEMBER')", role)
        || !canSet(c, role)) {
      execute(c, "GRANT " + role + " TO CURRENT_USER");
    }
  }

  /** From version 16 the maker of a role is its member without being allowed to act as it. */
  private static boolean canSet(Connection c, String role) throws SQLException {
    try (Statement s = c.createStatement()) {
      s.execute("SET ROLE " + role);
      s.execute("RESET ROLE");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static void login(Connection c, String role, String password) throws SQLException {
    if (exists(c, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
      return;
    }
    try (PreparedStatement format =
        c.prepareStatement("SELECT format('CREATE ROLE %I LOGIN PASSWORD %L', ?, ?)")) {
      format.setString(1, role);
      format.setString(2, password);
      try (ResultSet rs = format.executeQuery()) {
        rs.next();
        execute(c, rs.getString(1));
      }
    }
  }

  private static boolean exists(Connection c, String sql, String name) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(sql)) {
      s.setString(1, name);
      try (ResultSet rs = s.executeQuery()) {
        return rs.next();
      }
    }
  }

  static void execute(Connection c, String sql) throws SQLException {
    try (Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }
}
