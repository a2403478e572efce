package dev.muninn.node.cli;

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
      List<ReportLine> report) {
    Session {
      report = report == null ? List.of() : List.copyOf(report);
    }

    boolean done() {
      return "done".equals(state);
    }
  }

  record ReportLine(String path, String code, String words) {}

  record Query(String query, int k, String mode) {}

  record Hits(List<Hit> hits, long tookMs, long lagMs) {
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
      List<StageCount> stages) {
    Counts {
      stages = stages == null ? List.of() : List.copyOf(stages);
    }
  }

  record StageCount(String stage, long waiting, long running, long failed) {}

  record Index(List<Partition> partitions) {
    Index {
      partitions = partitions == null ? List.of() : List.copyOf(partitions);
    }
  }

  record Partition(
      String space,
      int dimension,
      long vectors,
      String engine,
      long bytes,
      String savedAt,
      long lag) {}

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

  record Item(String mediaId, String name, String status, Trouble error) {}
}
