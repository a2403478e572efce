package dev.muninn.http.operation;

import dev.muninn.catalog.Rebuilds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Bodies of the routes on rebuilds. */
public final class RebuildWire {
  private RebuildWire() {}

  /** {@code target} views, index, pipeline or all. */
  public record RebuildRequest(String target) {}

  /** {@code state} waiting, running, done or failed. */
  public record Part(String name, String state, long events, long ofEvents) {

    static Part of(Rebuilds.Part part) {
      return new Part(part.name(), Words.of(part.state()), part.events(), part.ofEvents());
    }
  }

  /** {@code elapsedMs} until the end, or until now while it runs; {@code trouble} is for a user. */
  public record RebuildView(
      String rebuildId,
      String target,
      String state,
      Instant startedAt,
      Optional<Instant> endedAt,
      long elapsedMs,
      List<Part> parts,
      Optional<String> trouble) {

    static RebuildView of(Rebuilds.Rebuild rebuild, Instant now) {
      return new RebuildView(
          rebuild.rebuildId(),
          Words.of(rebuild.target()),
          Words.of(rebuild.state()),
          rebuild.startedAt(),
          rebuild.endedAt(),
          Duration.between(rebuild.startedAt(), rebuild.endedAt().orElse(now)).toMillis(),
          rebuild.parts().stream().map(Part::of).toList(),
          rebuild.trouble());
    }
  }
}
