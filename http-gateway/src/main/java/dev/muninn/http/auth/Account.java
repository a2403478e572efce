package dev.muninn.http.auth;

import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;

/** A person of an org who can sign in. */
public record Account(
    ParticipantId id, OrgId org, String email, String displayName, Role role, boolean active) {}
