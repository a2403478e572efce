package dev.muninn.http.auth;

import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.util.Set;

/** Who calls: only what the token says and the account still allows. */
public record Caller(ParticipantId id, OrgId org, String sessionId, Set<Scope> scopes) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }
}
