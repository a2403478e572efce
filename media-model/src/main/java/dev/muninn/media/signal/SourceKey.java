package dev.muninn.media.signal;

import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import dev.muninn.media.OrgId;
import dev.muninn.media.SourceId;
import java.util.Objects;
import java.util.Optional;

/** The address of a source: entity id {@code org.sourceId}, the tenant first. */
public record SourceKey(OrgId org, SourceId sourceId) {
  public static final String ENTITY_TYPE = "Source";
  public static final EntityTypeKey<SourceCommand> TYPE_KEY =
      EntityTypeKey.create(SourceCommand.class, ENTITY_TYPE);

  public SourceKey {
    Objects.requireNonNull(org, "org");
    Objects.requireNonNull(sourceId, "sourceId");
  }

  public String entityId() {
    return org.value() + '.' + sourceId.value();
  }

  /** {@code Source|org.sourceId}. */
  public String persistenceId() {
    return ENTITY_TYPE + '|' + entityId();
  }

  /** Reads an entity id; wrong ones are a broken invariant. */
  public static SourceKey ofEntityId(String entityId) {
    int dot = entityId.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("no entity id of a source: " + entityId);
    }
    return new SourceKey(
        new OrgId(entityId.substring(0, dot)), new SourceId(entityId.substring(dot + 1)));
  }

  /** Reads a persistence id; empty when it belongs to another kind of entity. */
  public static Optional<SourceKey> ofPersistenceId(String persistenceId) {
    String prefix = ENTITY_TYPE + '|';
    return persistenceId.startsWith(prefix)
        ? Optional.of(ofEntityId(persistenceId.substring(prefix.length())))
        : Optional.empty();
  }
}
