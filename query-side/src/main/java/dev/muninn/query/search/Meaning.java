package dev.muninn.query.search;

import dev.muninn.embedding.Embedding;
import java.time.Duration;
import java.util.Optional;

/** What a query means, where it has a meaning and the model could tell; and how long that took. */
record Meaning(Optional<Embedding> vector, Duration took) {
  static final Meaning NONE = new Meaning(Optional.empty(), Duration.ZERO);

  /** The time since {@code nanos}, a reading of {@link System#nanoTime}. */
  static Meaning since(long nanos, Optional<Embedding> vector) {
    return new Meaning(vector, Duration.ofNanos(System.nanoTime() - nanos));
  }
}
