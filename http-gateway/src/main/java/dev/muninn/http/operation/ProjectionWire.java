package dev.muninn.http.operation;

import dev.muninn.catalog.ProjectionStates;
import dev.muninn.media.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Bodies of the routes on projections. */
public final class ProjectionWire {
  private ProjectionWire() {}

  public record Projection(String name, long lagEvents, long lagMs) {}

  /** An entity whose event could not be applied; nothing of it is shown from there on. */
  public record Parked(
      String projection, String persistenceId, long fromSequenceNr, String error, Instant since) {}

  /** The transaction that everything committed waits behind. */
  public record Holder(String application, String database, long ageMs) {}

  public record States(
      List<Projection> projections, List<Parked> parked, Optional<Holder> oldestTransaction) {

    /** Of the parked entities those of the org: their ids are {@code Type|org.id}. */
    static States of(ProjectionStates.States s, OrgId org) {
      return new States(
          s.projections().stream()
              .map(p -> new Projection(p.name(), p.lagEvents(), p.lagMs()))
              .toList(),
          s.parked().stream()
              .filter(p -> p.persistenceId().contains("|" + org + "."))
              .map(ProjectionWire::parked)
              .toList(),
          s.oldestTransaction().map(h -> new Holder(h.application(), h.database(), h.ageMs())));
    }
  }

  private static Parked parked(ProjectionStates.Parked p) {
    return new Parked(p.projection(), p.persistenceId(), p.fromSequenceNr(), p.error(), p.since());
  }

  public record Released(int released, int stillParked) {}
}
