package dev.muninn.http.sources;

import dev.muninn.catalog.Imports;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.media.Custody;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Bodies of the routes on sources and imports. */
public final class SourceWire {
  private SourceWire() {}

  public record NewSource(
      String name,
      String root,
      String custody,
      Boolean watch,
      List<String> include,
      List<String> exclude) {}

  public record SourceCreated(String sourceId) {}

  public record SourceView(
      String sourceId,
      String name,
      String root,
      String custody,
      boolean watch,
      List<String> include,
      List<String> exclude,
      boolean offline,
      Optional<String> lastSessionId) {

    static SourceView of(Imports.SourceRow row) {
      return new SourceView(
          row.sourceId().value(),
          row.spec().name(),
          row.spec().root(),
          word(row.spec().custody()),
          row.spec().watch(),
          row.spec().include(),
          row.spec().exclude(),
          row.offline(),
          row.lastSession().map(SessionId::value));
    }
  }

  public record SourceList(List<SourceView> items) {}

  public record StartImport(String path) {}

  public record SessionStarted(String sessionId) {}

  /** {@code state} running or done. */
  public record SessionView(
      String sessionId,
      Optional<String> sourceId,
      String state,
      long seen,
      @com.fasterxml.jackson.annotation.JsonProperty("new") long fresh,
      long known,
      long unsupported,
      long failed,
      long left,
      Optional<Long> etaSeconds,
      Instant startedAt,
      Optional<Instant> endedAt,
      Optional<String> trouble,
      ItemCounts items,
      List<NotTaken> report) {

    static SessionView of(Imports.SessionProgress p, PipelineCounts items) {
      return new SessionView(
          p.sessionId().value(),
          p.source().map(SourceId::value),
          p.done() ? "done" : "running",
          p.seen(),
          p.fresh(),
          p.known(),
          p.unsupported(),
          p.failed(),
          p.left(),
          p.etaSeconds(),
          p.startedAt(),
          p.endedAt(),
          p.trouble(),
          ItemCounts.of(items),
          p.report().stream().map(l -> new NotTaken(l.path(), l.code(), l.words())).toList());
    }
  }

  /** Where the items stand that the import brought; accepted is the sum of the others. */
  public record ItemCounts(
      long accepted,
      long ready,
      long waiting,
      long running,
      long failed,
      long quarantined,
      long trashed) {

    static ItemCounts of(PipelineCounts c) {
      return new ItemCounts(
          c.accepted(),
          c.ready(),
          c.waiting(),
          c.running(),
          c.failed(),
          c.quarantined(),
          c.trashed());
    }
  }

  /** A file that was not taken in, and why. */
  public record NotTaken(String path, String code, String words) {}

  static String word(Custody custody) {
    return switch (custody) {
      case COPY -> "copy";
      case IN_PLACE -> "in-place";
    };
  }
}
