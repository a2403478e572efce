package dev.muninn.cluster.journal;

import java.util.Optional;

/** What is known of a live slice beyond the life of its thread. Thread-safe. */
final class SliceState {
  private final ProjectionPosition position = new ProjectionPosition();
  private final ParkingLimit parkingLimit = new ParkingLimit();
  private volatile Optional<String> trouble = Optional.empty();

  ProjectionPosition position() {
    return position;
  }

  ParkingLimit parkingLimit() {
    return parkingLimit;
  }

  void stands(Exception why) {
    trouble = Optional.of(String.valueOf(why.getMessage()));
  }

  void goes() {
    trouble = Optional.empty();
  }

  /** Why it stands still, when it does. */
  Optional<String> trouble() {
    return trouble;
  }
}
