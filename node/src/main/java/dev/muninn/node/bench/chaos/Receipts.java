package dev.muninn.node.bench.chaos;

import dev.muninn.node.bench.ApiUser;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The receipts that the clients got, by content. Thread-safe. */
final class Receipts {
  private final Map<String, String> idByHash = new ConcurrentHashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final Findings findings;

  Receipts(Findings findings) {
    this.findings = findings;
  }

  /** Enters what the node promised, and whether it fits what it promised before. */
  void accepted(Sample sample, ApiUser.Answer answer) {
    String id = answer.body().path("mediaId").asText();
    String said = answer.body().path("blake3").asText();
    if (!said.equals(sample.blake3())) {
      findings.add(sample.name() + ": " + sample.blake3() + " was sent, the receipt says " + said);
    }
    String before = idByHash.putIfAbsent(sample.blake3(), id);
    if (before != null && !before.equals(id)) {
      findings.add(sample.name() + ": the same bytes became items " + before + " and " + id);
    }
  }

  /** The node does not want it. */
  void refused(Sample sample, ApiUser.Answer answer) {
    refusals.put(sample.blake3(), answer.status() + " " + answer.code());
  }

  /** How many different contents have a receipt. */
  int distinct() {
    return idByHash.size();
  }

  /** Content → item. */
  Map<String, String> items() {
    return new TreeMap<>(idByHash);
  }

  /** Content → status and code of the refusal. */
  Map<String, String> refusals() {
    return new TreeMap<>(refusals);
  }
}
