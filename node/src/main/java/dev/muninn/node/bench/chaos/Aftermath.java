package dev.muninn.node.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.node.bench.ApiUser;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the node says of itself when it is asked to look: that its files are as recorded, and that
 * what is derived comes back equal from the journal, whatever happened.
 */
final class Aftermath {
  private static final int ASK_MS = 200;
  private static final int PATIENCE_SECONDS = 300;

  private final NodeApi api;
  private final Findings findings;
  private int strays;

  Aftermath(NodeApi api, Findings findings) {
    this.api = api;
    this.findings = findings;
  }

  /** Reads all files again; a derived file that nobody needs is litter of a killed run. */
  void files() throws IOException, InterruptedException {
    JsonNode check =
        ended(
            "/file-checks",
            "{\"samplePercent\": 100}",
            "checkId",
            seen -> seen.path("done").asBoolean());
    for (JsonNode found : check.path("findings")) {
      boolean litter =
          found.path("fault").asText().equals("stray")
              && found.path("file").asText().startsWith("derived/");
      strays += litter ? 1 : 0;
      if (!litter) {
        findings.add("the check of the files found " + found);
      }
    }
  }

  /** Makes everything derived anew and compares. */
  void rebuild() throws IOException, InterruptedException {
    Map<String, String> before = digest();
    JsonNode rebuild =
        ended(
            "/rebuilds",
            "{\"target\": \"all\"}",
            "rebuildId",
            seen -> !seen.path("state").asText().matches("waiting|running"));
    if (!rebuild.path("state").asText().equals("done")) {
      findings.add("the rebuild ended as " + rebuild);
    }
    Map<String, String> after = digest();
    if (!before.equals(after)) {
      findings.add("a rebuild changed what is derived from " + before + " to " + after);
    }
  }

  /** Part → its digest. */
  private Map<String, String> digest() throws IOException, InterruptedException {
    ApiUser.Answer answer = api.get("/digest");
    if (!answer.good()) {
      throw new IOException("/digest answered " + answer);
    }
    Map<String, String> parts = new TreeMap<>();
    for (JsonNode part : answer.body().path("parts")) {
      parts.put(
          part.path("name").asText(),
          part.path("rows").asText() + " rows " + part.path("digest").asText());
    }
    return parts;
  }

  /** Whether something that was started has ended. */
  private interface Ended {
    boolean in(JsonNode seen);
  }

  private JsonNode ended(String route, String body, String id, Ended ended)
      throws IOException, InterruptedException {
    ApiUser.Answer answer = api.post(route, body);
    if (!answer.good()) {
      throw new IOException(route + " answered " + answer);
    }
    String self = route + "/" + answer.body().path(id).asText();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!ended.in(answer.body())) {
      if (System.nanoTime() > deadline) {
        throw new IOException(self + " does not end: " + answer);
      }
      TimeUnit.MILLISECONDS.sleep(ASK_MS);
      answer = api.get(self);
    }
    return answer.body();
  }

  /** How many derived files of killed runs lie about. */
  int strays() {
    return strays;
  }
}
