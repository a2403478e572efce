package dev.muninn.node.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** What the journal and the tables of a quiet node must say. */
final class JournalCheck {
  private static final int LEASE_TRIES = 100;
  private static final int TRY_MS = 100;

  private final NodeApi api;
  private final Findings findings;
  private final Set<String> hashes = new HashSet<>();
  private int vectors;

  JournalCheck(NodeApi api, Findings findings) {
    this.api = api;
    this.findings = findings;
  }

  /** Looks at every item's life, at the leases, at parked entities and at the index. */
  void run(ChaosDatabase database, Receipts receipts, LawWatch.Counts counts)
      throws SQLException, IOException, InterruptedException {
    database.lives(this::judge);
    for (String promised : receipts.items().keySet()) {
      if (!hashes.contains(promised)) {
        findings.add(
            "the journal knows nothing of " + promised + ", for which a receipt was given");
      }
    }
    if (hashes.size() != counts.accepted()) {
      findings.add("the journal holds " + hashes.size() + " items, /pipeline says " + counts);
    }
    if (hashes.size() != receipts.distinct()) {
      findings.add(
          "the journal holds " + hashes.size() + " items, receipts are " + receipts.distinct());
    }
    leases(database);
    long parked = database.number("SELECT count(*) FROM projection.parked");
    if (parked > 0) {
      findings.add(parked + " entities are parked");
    }
    index();
  }

  private void judge(ItemLife life) {
    life.judged().forEach(findings::add);
    if (!hashes.add(life.hash())) {
      findings.add("two items hold " + life.hash());
    }
    vectors += life.embedded();
  }

  /** A quiet node gives its leases back at once; what stays longer than a lease lasts is lost. */
  private void leases(ChaosDatabase database) throws SQLException, InterruptedException {
    String held = "SELECT count(*) FROM ops.work_lease WHERE incarnation IS NOT NULL";
    for (int i = 0; database.number(held) > 0; i++) {
      if (i == LEASE_TRIES) {
        findings.add(database.number(held) + " leases are held though nothing runs");
        return;
      }
      TimeUnit.MILLISECONDS.sleep(TRY_MS);
    }
  }

  private void index() throws IOException, InterruptedException {
    for (int i = 0; indexed() != vectors; i++) {
      if (i == LEASE_TRIES) {
        findings.add(
            "the index holds "
                + indexed()
                + " vectors, the journal "
                + vectors
                + " of complete runs");
        return;
      }
      TimeUnit.MILLISECONDS.sleep(TRY_MS);
    }
  }

  private long indexed() throws IOException, InterruptedException {
    JsonNode partitions = api.get("/index").body().path("partitions");
    return StreamSupport.stream(partitions.spliterator(), false)
        .mapToLong(partition -> partition.path("vectors").asLong())
        .sum();
  }
}
