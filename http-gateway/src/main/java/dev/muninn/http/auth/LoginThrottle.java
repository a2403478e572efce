package dev.muninn.http.auth;

import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.problem.Problems;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slows down the guessing of passwords: after some failures an account, and an address, must wait
 * 2, 4, 8 … up to 300 seconds before the next try (429). An attempt counts as failed until it
 * succeeds, so parallel ones gain nothing; failures are forgotten after 15 quiet minutes.
 * Thread-safe; keeps the {@value #MAX_KEYS} newest.
 */
public final class LoginThrottle {
  private static final int MAX_KEYS = 10_000;
  private static final int FREE_PER_ACCOUNT = 5;
  private static final int FREE_PER_ADDRESS = 20;
  private static final long MAX_WAIT_SECONDS = 300;
  private static final Duration MEMORY = Duration.ofMinutes(15);

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_KEYS;
        }
      };

  public LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  private record Failures(int count, Instant lastAt) {}

  private record Key(String text, int free) {}

  /** Books an attempt, or refuses it with the seconds to wait. */
  public synchronized void begin(String account, String address) {
    Instant now = clock.instant();
    List<Key> keys = keys(account, address);
    long wait = keys.stream().mapToLong(key -> waitOf(key, now)).max().orElse(0);
    if (wait > 0) {
      throw new ProblemException(
          Problem.TOO_MANY_ATTEMPTS,
          "Too many failed attempts; the next one is possible in " + wait + " s.",
          Problems.retryAfter(wait));
    }
    keys.forEach(key -> failures.put(key.text(), new Failures(countOf(key, now) + 1, now)));
  }

  /** The attempt was a good one: the account begins anew, the address gets its try back. */
  public synchronized void succeeded(String account, String address) {
    List<Key> keys = keys(account, address);
    failures.remove(keys.get(0).text());
    giveBack(keys.get(1));
  }

  /** The attempt had no verdict, by no fault of who tried: both get their try back. */
  public synchronized void undecided(String account, String address) {
    keys(account, address).forEach(this::giveBack);
  }

  private void giveBack(Key key) {
    failures.computeIfPresent(
        key.text(), (k, f) -> f.count() <= 1 ? null : new Failures(f.count() - 1, f.lastAt()));
  }

  private static List<Key> keys(String account, String address) {
    return List.of(
        new Key("account " + account, FREE_PER_ACCOUNT),
        new Key("address " + address, FREE_PER_ADDRESS));
  }

  private int countOf(Key key, Instant now) {
    Failures known = failures.get(key.text());
    return known == null || known.lastAt().plus(MEMORY).isBefore(now) ? 0 : known.count();
  }

  private long waitOf(Key key, Instant now) {
    int over = countOf(key, now) - key.free();
    if (over < 0) {
      return 0;
    }
    long pause = Math.min(MAX_WAIT_SECONDS, 2L << Math.min(over, 20));
    Instant next = failures.get(key.text()).lastAt().plusSeconds(pause);
    return next.isAfter(now) ? Math.max(1, Duration.between(now, next).toSeconds()) : 0;
  }
}
