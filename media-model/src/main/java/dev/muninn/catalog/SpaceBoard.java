package dev.muninn.catalog;

import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The spaces that items are embedded in, and the switch between them (port). They are those of the
 * whole deployment; numbers are those of an org.
 */
public interface SpaceBoard {

  /** What a live space is for. */
  enum State {
    /** Searches are answered from it. */
    ACTIVE,
    /** It is filled. */
    BUILDING,
    /** It lacks nothing that the active one has. */
    COMPLETE,
    /** It was active before: one can go back at once. */
    RETIRED
  }

  /**
   * @param model the pack that makes its vectors
   * @param items pictures and videos that have proxies to embed
   * @param done how many of them can be found in this space
   * @param failed how many were given up in this space
   * @param since when it came into its role; empty where the journal does not say
   * @param switchWhenComplete whether it becomes active by itself
   */
  record Listing(
      String space,
      String model,
      State state,
      long items,
      long done,
      long failed,
      Optional<Instant> since,
      boolean switchWhenComplete) {
    public Listing {
      Objects.requireNonNull(space, "space");
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(since, "since");
    }
  }

  /** All live spaces, the active one first. */
  CompletionStage<List<Listing>> list(OrgId org);

  /**
   * Owes the vectors of all items in the space of a pack, whose model is loaded first.
   *
   * @param switchWhenComplete whether it becomes active when it lacks nothing any more
   * @return fails with {@link SpaceRefusedException} when the pack is no good or two are live
   */
  CompletionStage<Listing> add(
      OrgId org, String model, boolean switchWhenComplete, ParticipantId by);

  /**
   * Answers searches from a live space; completes when this node does so.
   *
   * @param force also when items lack their vectors in it
   * @return empty when there is no such space; fails with {@link SpaceRefusedException} while it is
   *     not complete
   */
  CompletionStage<Optional<List<Listing>>> activate(
      OrgId org, String space, boolean force, ParticipantId by);

  /**
   * Gives a space up: what is owed in it, its model and its index.
   *
   * @return whether there was such a space; fails with {@link SpaceRefusedException} when it is
   *     active
   */
  CompletionStage<Boolean> drop(OrgId org, String space, ParticipantId by);
}
