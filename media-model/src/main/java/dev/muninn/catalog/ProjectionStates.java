package dev.muninn.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** How far the projections of this node have come, and who waits (port). */
public interface ProjectionStates {

  CompletionStage<States> states();

  /** Gives the projections again what parked entities missed; a fix may have come meanwhile. */
  CompletionStage<Released> release();

  record States(
      List<Projection> projections, List<Parked> parked, Optional<Holder> oldestTransaction) {
    public States {
      projections = List.copyOf(projections);
      parked = List.copyOf(parked);
    }
  }

  /**
   * {@code lagMs} is the age of the first event that it lacks; {@code trouble} says why it stands
   * still, when it does.
   */
  record Projection(String name, long lagEvents, long lagMs, Optional<String> trouble) {
    /** One that goes. */
    public Projection(String name, long lagEvents, long lagMs) {
      this(name, lagEvents, lagMs, Optional.empty());
    }
  }

  /** An entity whose event could not be applied. */
  record Parked(
      String projection, String persistenceId, long fromSequenceNr, String error, Instant since) {}

  /** The transaction that everything committed waits behind. */
  record Holder(String application, String database, long ageMs) {}

  record Released(int released, int stillParked) {}
}
