package dev.muninn.media.signal;

import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import java.util.Objects;
import java.util.Optional;

/** The address of a media item: entity id {@code org.mediaId}, the tenant first. */
public record MediaItemKey(OrgId org, MediaId mediaId) {
  public static final String ENTITY_TYPE = "MediaItem";
  public static final EntityTypeKey<MediaItemCommand> TYPE_KEY =
      EntityTypeKey.create(MediaItemCommand.class, ENTITY_TYPE);

  public MediaItemKey {
    Objects.requireNonNull(org, "org");
    Objects.requireNonNull(mediaId, "mediaId");
  }

  public String entityId() {
    return org.value() + '.' + mediaId.value();
  }

  /** {@code MediaItem|org.mediaId}. */
  public String persistenceId() {
    return ENTITY_TYPE + '|' + entityId();
  }

  /** Reads an entity id; wrong ones are a broken invariant. */
  public static MediaItemKey ofEntityId(String entityId) {
    int dot = entityId.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("no entity id of a media item: " + entityId);
    }
    return new MediaItemKey(
        new OrgId(entityId.substring(0, dot)), new MediaId(entityId.substring(dot + 1)));
  }

  /** Reads a persistence id; empty when it belongs to another kind of entity. */
  public static Optional<MediaItemKey> ofPersistenceId(String persistenceId) {
    String prefix = ENTITY_TYPE + '|';
    return persistenceId.startsWith(prefix)
        ? Optional.of(ofEntityId(persistenceId.substring(prefix.length())))
        : Optional.empty();
  }
}
