package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.http.auth.Account;
import dev.muninn.http.auth.Accounts;
import dev.muninn.http.auth.Caller;
import dev.muninn.http.auth.JdbcAccounts;
import dev.muninn.http.auth.Role;
import dev.muninn.http.auth.TokenHash;
import dev.muninn.http.idempotency.IdempotencyStore;
import dev.muninn.http.idempotency.JdbcIdempotencyStore;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTablesIT {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(600);
  private final TestDatabase database = TestDatabase.create();
  private final Accounts accounts = new JdbcAccounts(database.databases().writer());

  @AfterEach
  void drop() {
    database.close();
  }

  private static Account admin(String email) {
    return new Account(ParticipantId.random(), OrgId.random(), email, "Huginn", Role.OWNER, true);
  }

  private boolean created(String email) {
    try {
      return accounts.createFirst("Home", admin(email), "hash");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void makesOneFirstAdminHoweverManyRace() throws Exception {
    assertFalse(accounts.setupDone());
    List<CompletableFuture<Boolean>> racers =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> created("a" + i + "@b")))
            .toList();
    assertEquals(1, racers.stream().filter(CompletableFuture::join).count());
    assertTrue(accounts.setupDone());
    assertEquals(1, accounts.orgs().size());
    assertFalse(
        new JdbcAccounts(database.databases().writer()).createFirst("x", admin("c@d"), "h"));
  }

  @Test
  void findsAccountsAndSessions() throws Exception {
    Account admin = admin("a@b");
    accounts.createFirst("Home", admin, "hash");
    assertEquals(Optional.of(new Accounts.Credentials(admin, "hash")), accounts.credentials("a@b"));
    assertEquals(Optional.empty(), accounts.credentials("' OR 1=1 --"));
    assertEquals("Home", accounts.org(admin.org()).orElseThrow().name());
    assertEquals(List.of(admin), accounts.participants(admin.org()));
    accounts.openSession("s1", admin.id(), TokenHash.of("r1"), LATER);
    assertEquals(Optional.of(admin), accounts.ofSession("s1", NOW));
    assertEquals(Optional.empty(), accounts.ofSession("s1", LATER));
    accounts.endSession("s1");
    assertEquals(Optional.empty(), accounts.ofSession("s1", NOW));
    accounts.sweep(LATER.plusSeconds(1));
  }

  @Test
  void rotatesRefreshTokensAndEndsTheSessionOnReuse() throws Exception {
    Account admin = admin("a@b");
    accounts.createFirst("Home", admin, "hash");
    accounts.openSession("s1", admin.id(), TokenHash.of("r1"), LATER);
    Accounts.Rotation first =
        accounts.rotate(TokenHash.of("r1"), TokenHash.of("r2"), NOW, LATER.plusSeconds(60));
    assertEquals(new Accounts.Rotation.Rotated("s1", admin), first);
    assertEquals(Optional.of(admin), accounts.ofSession("s1", LATER));
    assertEquals(
        new Accounts.Rotation.Reused("s1"),
        accounts.rotate(TokenHash.of("r1"), TokenHash.of("r3"), NOW, LATER));
    assertEquals(
        new Accounts.Rotation.Unknown(),
        accounts.rotate(TokenHash.of("r2"), TokenHash.of("r4"), NOW, LATER));
    assertEquals(Optional.empty(), accounts.ofSession("s1", NOW));
  }

  @Test
  void keepsAnswersForKeys() throws Exception {
    IdempotencyStore keys = store("node-1");
    Caller caller = new Caller(ParticipantId.random(), OrgId.random(), "s", Set.of());
    assertInstanceOf(IdempotencyStore.Claim.Fresh.class, keys.claim(caller, "k", "p"));
    assertInstanceOf(IdempotencyStore.Claim.Running.class, keys.claim(caller, "k", "p"));
    assertInstanceOf(IdempotencyStore.Claim.OtherPayload.class, keys.claim(caller, "k", "q"));
    IdempotencyStore.Answer answer = new IdempotencyStore.Answer(202, Optional.of("/x"), "{}");
    keys.complete(caller, "k", answer);
    assertEquals(new IdempotencyStore.Claim.Answered(answer), keys.claim(caller, "k", "p"));
    keys.release(caller, "k");
    assertEquals(new IdempotencyStore.Claim.Answered(answer), keys.claim(caller, "k", "p"));
    assertInstanceOf(IdempotencyStore.Claim.Fresh.class, keys.claim(caller, "k2", "p"));
    keys.release(caller, "k2");
    assertInstanceOf(IdempotencyStore.Claim.Fresh.class, keys.claim(caller, "k2", "p"));
    keys.sweep();
  }

  @Test
  void aNodeThatStartsAgainFreesWhatItsEarlierLifeLeftUndone() throws Exception {
    IdempotencyStore died = store("node-1");
    IdempotencyStore other = store("node-2");
    Caller caller = new Caller(ParticipantId.random(), OrgId.random(), "s", Set.of());
    died.claim(caller, "undone", "p");
    died.claim(caller, "done", "p");
    IdempotencyStore.Answer answer = new IdempotencyStore.Answer(202, Optional.of("/x"), "{}");
    died.complete(caller, "done", answer);
    other.claim(caller, "running", "p");
    IdempotencyStore again = store("node-1");
    assertInstanceOf(IdempotencyStore.Claim.Fresh.class, again.claim(caller, "undone", "p"));
    assertEquals(new IdempotencyStore.Claim.Answered(answer), again.claim(caller, "done", "p"));
    assertInstanceOf(IdempotencyStore.Claim.Running.class, again.claim(caller, "running", "p"));
  }

  private IdempotencyStore store(String node) throws SQLException {
    return JdbcIdempotencyStore.startedBy(node, database.databases().writer());
  }
}
