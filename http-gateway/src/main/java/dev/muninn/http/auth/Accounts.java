package dev.muninn.http.auth;

import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The accounts, their sessions and refresh tokens (port). Blocking. */
public interface Accounts {

  /** Whether the first admin was made, once and for all. */
  boolean setupDone() throws SQLException;

  /** Makes org and first admin in one step; false when the window is shut. */
  boolean createFirst(String orgName, Account admin, String passwordHash) throws SQLException;

  /** By e-mail in lower case. */
  Optional<Credentials> credentials(String email) throws SQLException;

  Optional<Org> org(OrgId org) throws SQLException;

  /** All orgs, for counting. */
  List<OrgId> orgs() throws SQLException;

  List<Account> participants(OrgId org) throws SQLException;

  /** Begins a session with its first refresh token (as its SHA-256). */
  void openSession(
      String sessionId, ParticipantId participant, TokenHash refresh, Instant expiresAt)
      throws SQLException;

  /** Trades a refresh token for the next; a second use ends the session. */
  Rotation rotate(TokenHash old, TokenHash next, Instant now, Instant expiresAt)
      throws SQLException;

  void endSession(String sessionId) throws SQLException;

  /** The account of a session that was neither ended nor outlived; only of active accounts. */
  Optional<Account> ofSession(String sessionId, Instant now) throws SQLException;

  /** Drops what nobody can use any more. */
  void sweep(Instant now) throws SQLException;

  /** An account and the PHC string of its password. */
  record Credentials(Account account, String passwordHash) {}

  record Org(OrgId id, String name) {}

  /** What became of a refresh token. */
  sealed interface Rotation {
    record Rotated(String sessionId, Account account) implements Rotation {}

    /** Not one of ours, expired, or of an ended session. */
    record Unknown() implements Rotation {}

    /** It was used before: somebody has a copy, so the session was ended. */
    record Reused(String sessionId) implements Rotation {}
  }
}
