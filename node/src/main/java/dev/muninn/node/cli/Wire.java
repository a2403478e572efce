package dev.muninn.node.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The documents of the HTTP API that the command line reads and writes, as {@code /openapi.json}
 * describes them. Fields that are missing are null or 0; unknown ones are passed over.
 */
final class Wire {

  private Wire() {}

  record Setup(String code, String email, String password, String displayName, String org) {}

  record Credentials(String email, String password) {}

  record Refresh(String refreshToken) {}

  record Tokens(
      String accessToken,
      String refreshToken,
      long expiresIn,
      String orgId,
      String participantId) {}

  record Receipt(String mediaId, String blake3, long size, long sequenceNr, boolean duplicate) {}

  record Problem(
      String type,
      String title,
      int status,
      String code,
      String detail,
      String hint,
      String requestId) {}

  record Nothing() {}

  record Me(String participantId, String email, String displayName, String orgId, String org) {}

  record NewSource(String name, String root, String custody, boolean watch) {}

  record SourceCreated(String sourceId) {}

  record Sources(List<Source> items) {
    Sources {
      items = items == null ? List.of() : List.copyOf(items);
    }
  }

  record Source(String sourceId, String name, String root, String custody) {}

  record ScanStarted(String sessionId) {}

  record Session(
      String state,
      long seen,
      @JsonProperty("new") long fresh,
      long known,
      long unsupported,
      long failed,
      long left,
      Long etaSeconds,
      String trouble,
      ItemCounts items,
      List<ReportLine> report) {
    Session {
      report = report == null ? List.of() : List.copyOf(report);
    }

    boolean done() {
      return "done".equals(state);
    }
  }

  record ReportLine(String path, String code, String words) {}

  record ItemCounts(
      long accepted,
      long ready,
      long waiting,
      long running,
      long failed,
      long quarantined,
      long trashed) {}

  record Query(String query, int k, String mode) {}

  record Hits(
      List<Hit> hits, boolean noGoodMatch, String hint, long tookMs, long embeddingMs, long lagMs) {
    Hits {
      hits = hits == null ? List.of() : List.copyOf(hits);
    }
  }

  record Hit(
      String mediaId, double score, String kind, String name, List<String> why, Moment moment) {
    Hit {
      why = why == null ? List.of() : List.copyOf(why);
    }
  }

  record Moment(long startMs, long endMs) {}

  record Counts(
      long asOfLagMs,
      long accepted,
      long ready,
      long waiting,
      long running,
      long failed,
      long quarantined,
      long trashed,
      List<StageCount> stages,
      Intake intake) {
    Counts {
      stages = stages == null ? List.of() : List.copyOf(stages);
    }
  }

  record StageCount(
      String stage,
      long waiting,
      long running,
      long failed,
      Long oldestSeconds,
      Paused paused,
      String waitsFor) {}

  record Paused(String reason, String by, String since) {}

  record StageState(String stage, Paused paused) {}

  record Intake(boolean open, String words, long freeBytes, long floorBytes) {}

  record PauseWish(String reason) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RetryWish(List<String> mediaIds, String stage, String code, Boolean all) {}

  record RetryOutcome(long retried, long idle, List<String> unknown) {
    RetryOutcome {
      unknown = unknown == null ? List.of() : List.copyOf(unknown);
    }
  }

  record RebuildWish(String target) {}

  record SpaceWish(String model, boolean switchWhenComplete) {}

  /** Empty: not by force. */
  record SwitchWish() {}

  record Space(String space, String model, String state, long items, long done, long failed) {}

  record Spaces(List<Space> spaces) {
    Spaces {
      spaces = spaces == null ? List.of() : List.copyOf(spaces);
    }
  }

  record Rebuild(
      String rebuildId,
      String target,
      String state,
      long elapsedMs,
      List<RebuildPart> parts,
      String trouble) {
    Rebuild {
      parts = parts == null ? List.of() : List.copyOf(parts);
    }

    boolean ended() {
      return "done".equals(state) || "failed".equals(state);
    }
  }

  record RebuildPart(String name, String state, long events, long ofEvents) {}

  record ReplayDigest(String digest, List<DigestPart> parts) {
    ReplayDigest {
      parts = parts == null ? List.of() : List.copyOf(parts);
    }
  }

  record DigestPart(String name, long rows, String digest) {}

  record ContentDigest(String digest, long items, List<ItemDigest> perItem) {
    ContentDigest {
      perItem = perItem == null ? List.of() : List.copyOf(perItem);
    }
  }

  record ItemDigest(String hash, String digest) {}

  record CheckWish(double samplePercent, boolean repair) {}

  record Check(
      String checkId,
      boolean done,
      long files,
      long bytes,
      long left,
      List<Finding> findings,
      String trouble) {
    Check {
      findings = findings == null ? List.of() : List.copyOf(findings);
    }
  }

  record Finding(String fault, String file, String mediaId, String words, String outcome) {}

  record Change(
      String type, String mediaId, String sessionId, String sourceId, String at, String summary) {

    String subjectId() {
      return mediaId != null ? mediaId : sessionId != null ? sessionId : sourceId;
    }
  }

  record Index(List<Partition> partitions, Text text) {
    Index {
      partitions = partitions == null ? List.of() : List.copyOf(partitions);
    }
  }

  record Text(long items, long bytes, String savedAt, long lagMs) {}

  record Recall(int queries, int k, double recall, String at) {}

  record Partition(
      String space,
      int dimension,
      long vectors,
      long live,
      long dead,
      double deadShare,
      String engine,
      long bytes,
      Double buildPerSecond,
      String savedAt,
      long lag,
      Recall recallEstimate) {}

  record LoggedSearch(
      String at, String query, String mode, int hits, long tookMs, long embeddingMs) {}

  record LoggedSearches(List<LoggedSearch> searches) {
    LoggedSearches {
      searches = searches == null ? List.of() : List.copyOf(searches);
    }
  }

  record Story(String mediaId, String status, List<Step> stages, List<Entry> events) {
    Story {
      stages = stages == null ? List.of() : List.copyOf(stages);
      events = events == null ? List.of() : List.copyOf(events);
    }
  }

  record Step(
      String stage,
      String status,
      int attempts,
      String node,
      String startedAt,
      Long elapsedMs,
      Trouble error,
      String nextAttemptAt,
      List<Attempt> history,
      String remark) {
    Step {
      history = history == null ? List.of() : List.copyOf(history);
    }
  }

  record Attempt(
      int attempt, String node, String startedAt, Long elapsedMs, String outcome, Trouble error) {}

  record Trouble(String code, String words, String hint) {}

  record Entry(long sequenceNr, String type, String at, String summary) {}

  record Items(List<Item> items, String next, long total) {
    Items {
      items = items == null ? List.of() : List.copyOf(items);
    }
  }

  /** What a person said of an item, beside its names. */
  record Media(
      String mediaId,
      String name,
      String title,
      Integer rating,
      List<String> tags,
      Place place,
      String capturedAt) {
    Media {
      tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** In one line for a terminal. */
    String words() {
      StringBuilder line = new StringBuilder(mediaId + "  " + Texts.printable(name));
      add(line, "", title == null ? null : '“' + title + '”');
      add(line, "rated ", rating);
      add(line, "tagged ", tags.isEmpty() ? null : String.join(", ", tags));
      add(line, "at ", place == null ? null : place.name());
      add(line, "of ", capturedAt);
      return line.toString();
    }

    private static void add(StringBuilder line, String word, Object value) {
      if (value != null) {
        line.append(", ").append(word).append(Texts.printable(String.valueOf(value)));
      }
    }
  }

  record Place(String name) {}

  record Item(String mediaId, String name, String status, Trouble error) {}
}
