package dev.muninn.ingest.entity;

import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * What a source or an import session makes of a command: events to persist, maybe none, and the
 * answer, given the sequence number of the last event. Pure: nothing has happened yet.
 */
record Verdict<E, R>(List<E> events, LongFunction<R> answer) {
  Verdict {
    events = List.copyOf(events);
    Objects.requireNonNull(answer, "answer");
  }

  static <E, R> Verdict<E, R> persist(E event, LongFunction<R> answer) {
    return new Verdict<>(List.of(event), answer);
  }

  /** Nothing new happens. */
  static <E, R> Verdict<E, R> answer(LongFunction<R> answer) {
    return new Verdict<>(List.of(), answer);
  }
}
