package dev.muninn.http.auth;

import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.route.Offload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a session still lives. Answers are kept for {@code memory} (2 s), so a page of thumbnails
 * asks the database once; a logout on this node counts at once, on another after that time.
 */
public final class Sessions {
  private static final int MAX_KEPT = 10_000;
  private final Accounts accounts;
  private final Offload database;
  private final Clock clock;
  private final Duration memory;
  private final Map<String, Known> kept = new ConcurrentHashMap<>();

  public Sessions(Accounts accounts, Offload database, Clock clock, Duration memory) {
    this.accounts = accounts;
    this.database = database;
    this.clock = clock;
    this.memory = memory;
  }

  private record Known(Optional<Account> account, Instant until) {}

  /** The caller with the scopes that token and account both allow, else 401. */
  public CompletionStage<Caller> live(Caller claimed) {
    return accountOf(claimed.sessionId())
        .thenApply(
            account ->
                account
                    .filter(a -> a.id().equals(claimed.id()) && a.org().equals(claimed.org()))
                    .map(a -> narrowed(claimed, a))
                    .orElseThrow(
                        () -> new ProblemException(Problem.BAD_TOKEN, "Its session has ended.")));
  }

  /** Forgets what is known of a session. */
  public void forget(String sessionId) {
    kept.remove(sessionId);
  }

  private CompletionStage<Optional<Account>> accountOf(String sessionId) {
    Instant now = clock.instant();
    Known known = kept.get(sessionId);
    if (known != null && known.until().isAfter(now)) {
      return CompletableFuture.completedFuture(known.account());
    }
    return database
        .run(() -> accounts.ofSession(sessionId, now))
        .thenApply(account -> keep(sessionId, account, now));
  }

  private Optional<Account> keep(String sessionId, Optional<Account> account, Instant now) {
    if (kept.size() >= MAX_KEPT) {
      kept.values().removeIf(k -> !k.until().isAfter(now));
    }
    if (account.isPresent() && kept.size() < MAX_KEPT) {
      kept.put(sessionId, new Known(account, now.plus(memory)));
    }
    return account;
  }

  private static Caller narrowed(Caller claimed, Account account) {
    Set<Scope> both = EnumSet.copyOf(account.role().scopes());
    both.retainAll(claimed.scopes());
    return new Caller(claimed.id(), claimed.org(), claimed.sessionId(), both);
  }
}
