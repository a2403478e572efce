package dev.muninn.media.signal;

import akka.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The address of the one entity that says in which spaces items are embedded: one a deployment. */
public final class SpacesKey {
  public static final String ENTITY_TYPE = "Spaces";
  public static final EntityTypeKey<SpacesCommand> TYPE_KEY =
      EntityTypeKey.create(SpacesCommand.class, ENTITY_TYPE);

  /** The only entity id. */
  public static final String ENTITY_ID = "spaces";

  public static final String PERSISTENCE_ID = ENTITY_TYPE + '|' + ENTITY_ID;

  private SpacesKey() {}
}
