package dev.muninn.http.events;

import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.problem.Problems;
import dev.muninn.media.ParticipantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts the open streams of each participant, at most {@code most}. Thread-safe. */
final class EventStreams {
  /** A stream that did not begin by then never will: its connection was gone before. */
  private static final Duration BEGINS_WITHIN = Duration.ofSeconds(30);

  private final int most;
  private final Clock clock;
  private final Map<ParticipantId, Set<Place>> open = new HashMap<>();

  EventStreams(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  /** One of the places of a participant. */
  final class Place {
    private final ParticipantId participant;
    private final Instant promised = clock.instant();
    private boolean begun;

    private Place(ParticipantId participant) {
      this.participant = participant;
    }

    void begin() {
      synchronized (EventStreams.this) {
        begun = true;
      }
    }

    void leave() {
      synchronized (EventStreams.this) {
        open.computeIfPresent(
            participant, (who, places) -> places.remove(this) && places.isEmpty() ? null : places);
      }
    }

    private boolean dead() {
      return !begun && promised.plus(BEGINS_WITHIN).isBefore(clock.instant());
    }
  }

  /** A place for one more stream, else 429. */
  synchronized Place place(ParticipantId participant) {
    Set<Place> places = open.computeIfAbsent(participant, who -> new HashSet<>());
    places.removeIf(Place::dead);
    if (places.size() >= most) {
      throw new ProblemException(
          Problem.TOO_MANY_STREAMS,
          "There are " + most + " event streams of this account already.",
          Problems.retryAfter(5));
    }
    Place place = new Place(participant);
    places.add(place);
    return place;
  }
}
