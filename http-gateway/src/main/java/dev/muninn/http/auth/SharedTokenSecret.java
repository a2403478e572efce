package dev.muninn.http.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * The secret that all gateways of a cluster sign with: one row of {@code ops.token_secret}, so that
 * a token of one counts at all. Who deletes the row replaces the secret: the next gateway that
 * looks makes another one. {@link #get} answers at once, the rest blocks; thread-safe.
 */
public final class SharedTokenSecret implements Supplier<TokenSecret> {
  private final TokenSecretTable table;
  private volatile TokenSecret now;

  private SharedTokenSecret(TokenSecretTable table, TokenSecret now) {
    this.table = table;
    this.now = now;
  }

  /**
   * The secret of the cluster. Where there is none yet, the one in this node's data folder becomes
   * it, so that a node that was alone signs nobody out; else a fresh one.
   *
   * @throws IllegalStateException when it is weak, or the node's own may be read by others
   */
  public static SharedTokenSecret of(TokenSecretTable table, Path dataDir)
      throws SQLException, IOException {
    TokenSecret offered =
        Files.exists(TokenSecret.fileIn(dataDir)) ? TokenSecret.in(dataDir) : TokenSecret.random();
    return new SharedTokenSecret(table, table.kept(offered));
  }

  @Override
  public TokenSecret get() {
    return now;
  }

  /** Looks whether it was replaced. */
  public void refresh() throws SQLException {
    now = table.kept(TokenSecret.random());
  }
}
