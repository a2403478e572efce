package dev.muninn.catalog;

import dev.muninn.media.OrgId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * What changes in an org, as it is committed: read from the journal, so nothing is left out (port).
 */
public interface ChangeFeed {

  /**
   * Endless, in journal order, each change once.
   *
   * @param after the id of the last change that the caller has; empty means from now on
   * @throws BadCursorException when {@code after} is no id of a change
   */
  Flow.Publisher<Change> changes(OrgId org, Optional<String> after);

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
