package dev.muninn.ingest.source;

import java.time.Duration;

/** Waits until the views have caught up with what was committed before. Blocking. */
@FunctionalInterface
interface Freshness {

  /** Returns by how many milliseconds they are still behind after so long; 0 when they are not. */
  long await(Duration atMost);
}
