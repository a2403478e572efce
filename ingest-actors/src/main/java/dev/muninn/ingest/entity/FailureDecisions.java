package dev.muninn.ingest.entity;

import dev.muninn.media.Damage;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemCommand.RecordFailure;
import dev.muninn.media.signal.MediaItemEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether failed work is tried again, and when; or given up until a person asks. */
final class FailureDecisions {
  private FailureDecisions() {}

  static Decision decide(ItemRecord item, RecordFailure report, Circumstances at) {
    Progress progress = item.progress();
    Optional<Trouble> known = progress.trouble(report.stage(), report.space());
    boolean owed = progress.owes(report.stage(), report.space());
    if (!owed || known.filter(one -> isRepeated(one, report)).isPresent()) {
      return new Decision.AlreadyDone();
    }
    int attempt = known.map(Trouble::attempts).orElse(0) + 1;
    List<MediaItemEvent> events = new ArrayList<>();
    boolean healable =
        report.failure().code() == ErrorCode.PROXY_MISSING || isMissedOriginal(item, report);
    Optional<Instant> retryAt = retryAt(report.failure().code(), healable, attempt, at);
    events.add(
        new MediaItemEvent.StageFailed(
            report.stage(), report.space(), report.failure(), report.step(), retryAt, at.now()));
    if (retryAt.isEmpty()) {
      events.add(
          new MediaItemEvent.Quarantined(
              report.stage(),
              report.space(),
              report.failure().code(),
              report.failure().detail(),
              at.now()));
    }
    if (report.stage() == StageName.EMBED && report.failure().code() == ErrorCode.PROXY_MISSING) {
      progress
          .previews()
          .complete()
          .ifPresent(
              run ->
                  events.add(
                      new MediaItemEvent.DerivedLost(run, report.failure().detail(), at.now())));
    }
    if (isMissedOriginal(item, report)) {
      events.add(
          new MediaItemEvent.DamageFound(
              report.failure().detail(), Optional.of(Damage.MISSING), at.now()));
    }
    return Decision.accept(events);
  }

  /** A stage after store found no original: it is looked for again before this is tried again. */
  private static boolean isMissedOriginal(ItemRecord item, RecordFailure report) {
    return report.failure().code() == ErrorCode.BLOB_MISSING
        && report.stage() != StageName.STORE
        && item.progress().stored()
        && item.blob().isPresent();
  }

  /** A run reports once; the same node and start is the same run. */
  private static boolean isRepeated(Trouble known, RecordFailure report) {
    return known.quarantined()
        || (known.node().equals(report.step().node())
            && known.startedAt().equals(report.step().startedAt()));
  }

  /**
   * Missing proxies are made again, and a missing original may be found elsewhere, so these
   * failures are not final though their codes are.
   */
  private static Optional<Instant> retryAt(
      ErrorCode code, boolean healable, int attempt, Circumstances at) {
    RetryPolicy policy = at.policy();
    if (RetryPolicy.isOutage(code)) {
      return Optional.of(at.now().plus(policy.outageWait(at.jitter())));
    }
    boolean hopeless = code.fatal() && !healable;
    return hopeless || attempt >= policy.maxAttempts()
        ? Optional.empty()
        : Optional.of(at.now().plus(policy.backoff(attempt, at.jitter())));
  }
}
