package dev.muninn.http.auth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The one row of {@code ops.token_secret}; takes the writer's data source. Blocking. */
public final class TokenSecretTable {
  private final DataSource writer;

  public TokenSecretTable(DataSource writer) {
    this.writer = writer;
  }

  /** Several gateways may offer one at once: the first to commit wins, and all read that one. */
  TokenSecret kept(TokenSecret offered) throws SQLException {
    try (Connection connection = writer.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO ops.token_secret (secret) VALUES (?) ON CONFLICT DO NOTHING");
        PreparedStatement select =
            connection.prepareStatement("SELECT secret FROM ops.token_secret")) {
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          return new TokenSecret(row.getBytes(1));
        }
      }
      insert.setBytes(1, offered.bytes());
      insert.executeUpdate();
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("the token secret that was just kept is not there");
        }
        return new TokenSecret(row.getBytes(1));
      }
    }
  }
}
