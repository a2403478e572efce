package dev.muninn.query.search;

import java.util.Optional;

/** The spaces that answer on this node (port). Thread-safe; each call may answer another one. */
public interface SearchSpaces {

  /** The one that answers now. */
  SpaceSearch active();

  /** A space by its id, while it is live: for the next page of an answer that began in it. */
  Optional<SpaceSearch> live(String spaceId);

  /** One space for ever. */
  static SearchSpaces only(SpaceSearch one) {
    return new SearchSpaces() {
      @Override
      public SpaceSearch active() {
        return one;
      }

      @Override
      public Optional<SpaceSearch> live(String spaceId) {
        return one.id().equals(spaceId) ? Optional.of(one) : Optional.empty();
      }
    };
  }
}
