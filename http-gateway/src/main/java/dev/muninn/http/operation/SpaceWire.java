package dev.muninn.http.operation;

import dev.muninn.catalog.SpaceBoard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Bodies of the routes on spaces. */
public final class SpaceWire {
  private SpaceWire() {}

  /** {@code model} is the name of a pack; {@code switchWhenComplete} is true if it is not there. */
  public record SpaceWish(String model, Boolean switchWhenComplete) {}

  /** {@code force} also while items lack their vectors in it; false if it is not there. */
  public record SwitchWish(Boolean force) {}

  /**
   * {@code state} active, building, complete or retired; {@code items} have proxies to embed,
   * {@code done} of them can be found in this space, {@code failed} were given up in it.
   */
  public record Space(
      String space,
      String model,
      String state,
      long items,
      long done,
      long failed,
      Optional<Instant> since,
      boolean switchWhenComplete) {

    static Space of(SpaceBoard.Listing one) {
      return new Space(
          one.space(),
          one.model(),
          Words.of(one.state()),
          one.items(),
          one.done(),
          one.failed(),
          one.since(),
          one.switchWhenComplete());
    }
  }

  /** The active one first. */
  public record Spaces(List<Space> spaces) {

    static Spaces of(List<SpaceBoard.Listing> all) {
      return new Spaces(all.stream().map(Space::of).toList());
    }
  }
}
