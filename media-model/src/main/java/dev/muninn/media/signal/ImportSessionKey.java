package dev.muninn.media.signal;

import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import dev.muninn.media.OrgId;
import dev.muninn.media.SessionId;
import java.util.Objects;
import java.util.Optional;

/** The address of an import session: entity id {@code org.sessionId}, the tenant first. */
public record ImportSessionKey(OrgId org, SessionId sessionId) {
  public static final String ENTITY_TYPE = "ImportSession";
  public static final EntityTypeKey<ImportSessionCommand> TYPE_KEY =
      EntityTypeKey.create(ImportSessionCommand.class, ENTITY_TYPE);

  public ImportSessionKey {
    Objects.requireNonNull(org, "org");
    Objects.requireNonNull(sessionId, "sessionId");
  }

  public String entityId() {
    return org.value() + '.' + sessionId.value();
  }

  /** {@code ImportSession|org.sessionId}. */
  public String persistenceId() {
    return ENTITY_TYPE + '|' + entityId();
  }

  /** Reads an entity id; wrong ones are a broken invariant. */
  public static ImportSessionKey ofEntityId(String entityId) {
    int dot = entityId.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("no entity id of an import session: " + entityId);
    }
    return new ImportSessionKey(
        new OrgId(entityId.substring(0, dot)), new SessionId(entityId.substring(dot + 1)));
  }

  /** Reads a persistence id; empty when it belongs to another kind of entity. */
  public static Optional<ImportSessionKey> ofPersistenceId(String persistenceId) {
    String prefix = ENTITY_TYPE + '|';
    return persistenceId.startsWith(prefix)
        ? Optional.of(ofEntityId(persistenceId.substring(prefix.length())))
        : Optional.empty();
  }
}
