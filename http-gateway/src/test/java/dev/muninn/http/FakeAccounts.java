package dev.muninn.http;

import dev.muninn.http.auth.Account;
import dev.muninn.http.auth.Accounts;
import dev.muninn.http.auth.TokenHash;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Accounts in memory, with the promises of the tables. */
final class FakeAccounts implements Accounts {
  private final Map<String, Credentials> byEmail = new LinkedHashMap<>();
  private final Map<OrgId, String> orgs = new LinkedHashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<TokenHash, String> refreshTokens = new HashMap<>();
  private final List<TokenHash> used = new ArrayList<>();
  private boolean first;

  private record Session(ParticipantId who, Instant expiresAt, boolean ended) {}

  @Override
  public synchronized boolean setupDone() {
    return first;
  }

  @Override
  public synchronized boolean createFirst(String orgName, Account admin, String passwordHash) {
    if (first) {
      return false;
    }
    first = true;
    add(orgName, admin, passwordHash);
    return true;
  }

  synchronized void add(String orgName, Account account, String passwordHash) {
    orgs.put(account.org(), orgName);
    byEmail.put(account.email(), new Credentials(account, passwordHash));
  }

  @Override
  public synchronized Optional<Credentials> credentials(String email) {
    return Optional.ofNullable(byEmail.get(email));
  }

  @Override
  public synchronized Optional<Org> org(OrgId org) {
    return Optional.ofNullable(orgs.get(org)).map(name -> new Org(org, name));
  }

  @Override
  public synchronized List<OrgId> orgs() {
    return List.copyOf(orgs.keySet());
  }

  @Override
  public synchronized List<Account> participants(OrgId org) {
    return byEmail.values().stream()
        .map(Credentials::account)
        .filter(a -> a.org().equals(org))
        .toList();
  }

  @Override
  public synchronized void openSession(
      String sessionId, ParticipantId participant, TokenHash refresh, Instant expiresAt) {
    sessions.put(sessionId, new Session(participant, expiresAt, false));
    refreshTokens.put(refresh, sessionId);
  }

  @Override
  public synchronized Rotation rotate(
      TokenHash old, TokenHash next, Instant now, Instant expiresAt) {
    String id = refreshTokens.get(old);
    if (id == null || ofSession(id, now).isEmpty()) {
      return new Rotation.Unknown();
    }
    if (used.contains(old)) {
      endSession(id);
      return new Rotation.Reused(id);
    }
    used.add(old);
    refreshTokens.put(next, id);
    return new Rotation.Rotated(id, ofSession(id, now).orElseThrow());
  }

  @Override
  public synchronized void endSession(String sessionId) {
    sessions.computeIfPresent(sessionId, (id, s) -> new Session(s.who(), s.expiresAt(), true));
  }

  @Override
  public synchronized Optional<Account> ofSession(String sessionId, Instant now) {
    return Optional.ofNullable(sessions.get(sessionId))
        .filter(s -> !s.ended() && s.expiresAt().isAfter(now))
        .flatMap(
            s ->
                byEmail.values().stream()
                    .map(Credentials::account)
                    .filter(a -> a.id().equals(s.who()) && a.active())
                    .findFirst());
  }

  @Override
  public void sweep(Instant now) {}
}
