package dev.muninn.catalog;

import dev.muninn.media.Custody;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sources and their scans (port). */
public interface Imports {

  /** Refused when the root is no readable folder, or lies in Muninn's own data folder. */
  CompletionStage<SourceOutcome> create(OrgId org, SourceSpec spec, ParticipantId by);

  CompletionStage<List<SourceRow>> sources(OrgId org);

  /** Starts a scan, or names the one that is running; empty when there is no such source. */
  CompletionStage<Optional<SessionId>> scan(OrgId org, SourceId source, ParticipantId by);

  /**
   * Says that what lies at the root now is the folder of the source, and scans it: known files that
   * are missing there are gone. Without that, a root that holds none of its known files counts as a
   * disk that is not mounted. Empty when there is no such source.
   */
  CompletionStage<Optional<SessionId>> confirm(OrgId org, SourceId source, ParticipantId by);

  /**
   * Imports one file or folder beneath the root of a source: the path is resolved there, links out
   * are refused.
   */
  CompletionStage<SourceOutcome> start(OrgId org, String absolutePath, ParticipantId by);

  CompletionStage<Optional<SessionProgress>> session(OrgId org, SessionId session);

  /** Globs are relative to the root; {@code root} is an absolute path of the server. */
  record SourceSpec(
      String name,
      String root,
      Custody custody,
      boolean watch,
      List<String> include,
      List<String> exclude) {
    public SourceSpec {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }

  record SourceRow(
      SourceId sourceId, SourceSpec spec, boolean offline, Optional<SessionId> lastSession) {}

  /** What became of a request on sources. */
  sealed interface SourceOutcome {
    record Created(SourceId sourceId) implements SourceOutcome {}

    record Started(SessionId sessionId) implements SourceOutcome {}

    record Refused(Refusal why, String words, String hint) implements SourceOutcome {}
  }

  enum Refusal {
    NOT_FOUND,
    NOT_READABLE,
    OUTSIDE,
    OVERLAPS,
    INVALID
  }

  /**
   * The live numbers of an import; {@code left} counts files seen and not yet decided. {@code
   * trouble} is what cut it short, or while it is not done, what it waits for.
   */
  record SessionProgress(
      SessionId sessionId,
      Optional<SourceId> source,
      boolean done,
      long seen,
      long fresh,
      long known,
      long unsupported,
      long failed,
      long left,
      Optional<Long> etaSeconds,
      Instant startedAt,
      Optional<Instant> endedAt,
      Optional<String> trouble,
      List<ReportLine> report) {
    public SessionProgress {
      report = List.copyOf(report);
    }
  }

  /** A file that was not taken in, and why; the first {@link #MAX_REPORT} of a session. */
  record ReportLine(String path, String code, String words) {}

  int MAX_REPORT = 1000;
}
