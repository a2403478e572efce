package dev.muninn.http.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways of one cluster. */
class SharedTokenSecretIT {
  private static final Caller CALLER =
      new Caller(ParticipantId.random(), OrgId.random(), "session", Set.of(Scope.MEDIA_READ));

  private final TestDatabase database = TestDatabase.create();
  private final DataSource writer = database.databases().writer();
  @TempDir private Path one;
  @TempDir private Path other;

  @AfterEach
  void drop() {
    database.close();
  }

  private static AccessTokens tokens(SharedTokenSecret secret) {
    return new AccessTokens(secret, Clock.systemUTC(), Duration.ofMinutes(5));
  }

  private SharedTokenSecret secretOf(Path folder) {
    try {
      return SharedTokenSecret.of(new TokenSecretTable(writer), folder);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTokenOfOneGatewayCountsAtTheOther() {
    String token = tokens(secretOf(one)).issue(CALLER);
    assertEquals(CALLER, tokens(secretOf(other)).verify(token));
    assertFalse(Files.exists(TokenSecret.fileIn(one)));
  }

  @Test
  void gatewaysThatStartAtOnceAgree() {
    List<CompletableFuture<SharedTokenSecret>> all =
        Stream.of(one, other, one, other)
            .map(folder -> CompletableFuture.supplyAsync(() -> secretOf(folder)))
            .toList();
    assertEquals(1, all.stream().map(each -> each.join().get().keyId()).distinct().count());
  }

  @Test
  void aNodeThatWasAloneSignsNobodyOut() throws Exception {
    TokenSecret own = TokenSecret.in(one);
    assertArrayEquals(own.bytes(), secretOf(one).get().bytes());
    TokenSecret.in(other);
    assertArrayEquals(own.bytes(), secretOf(other).get().bytes());
  }

  @Test
  void aReplacedSecretEndsOldTokensEverywhereAndNewOnesCountAgain() throws SQLException {
    SharedTokenSecret first = secretOf(one);
    SharedTokenSecret second = secretOf(other);
    String old = tokens(first).issue(CALLER);
    execute("DELETE FROM ops.token_secret");
    second.refresh();
    first.refresh();
    assertThrows(ProblemException.class, () -> tokens(first).verify(old));
    assertThrows(ProblemException.class, () -> tokens(second).verify(old));
    assertEquals(CALLER, tokens(second).verify(tokens(first).issue(CALLER)));
  }

  @Test
  void aWeakSecretIsRefusedAndReadersSeeNone() throws SQLException {
    execute("INSERT INTO ops.token_secret (secret) VALUES (decode(repeat('00', 32), 'hex'))");
    assertThrows(IllegalStateException.class, () -> secretOf(one));
    try (Connection reader = database.databases().reader().getConnection();
        Statement statement = reader.createStatement()) {
      assertThrows(
          SQLException.class, () -> statement.execute("SELECT secret FROM ops.token_secret"));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = writer.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
