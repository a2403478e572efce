package dev.muninn.catalog;

import dev.muninn.media.OrgId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * What changes in an org, as it is committed: read from the journal, so nothing is left out (port).
 */
public interface ChangeFeed {

  /**
   * Finds the place to begin at. Fails with {@link BadCursorException} when {@code after} is no id
   * of a change.
   *
   * @param after the id of the last change that the caller has; empty means from now on
   */
  CompletionStage<Following> follow(OrgId org, Optional<String> after);

  /**
   * The changes after the id {@code from}: endless, in journal order, each once, as fast as they
   * are asked for. Whoever comes again with {@code from} misses nothing either.
   */
  record Following(String from, Flow.Publisher<Change> changes) {}

  /** One event of an entity of the org. */
  record Change(
      String id,
      Subject subject,
      String subjectId,
      long sequenceNr,
      String type,
      Instant at,
      String summary) {}

  /** What kind of entity changed. */
  enum Subject {
    MEDIA,
    SESSION,
    SOURCE
  }
}
