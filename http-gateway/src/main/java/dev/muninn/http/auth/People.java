package dev.muninn.http.auth;

import dev.muninn.http.route.Offload;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The names of an org's people as they are now, for what tells who did something. */
public final class People {
  private final Accounts accounts;
  private final Offload database;

  /** Reads on {@code database}. */
  public People(Accounts accounts, Offload database) {
    this.accounts = accounts;
    this.database = database;
  }

  /** Display names by id; who has left the org is missing. */
  public CompletionStage<Map<ParticipantId, String>> of(OrgId org) {
    return database
        .run(() -> accounts.participants(org))
        .thenApply(
            all -> all.stream().collect(Collectors.toMap(Account::id, Account::displayName)));
  }
}
