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
  /** A lease lasts 20 s. */
  private static final int LEASE_SECONDS = 40;

  private static final String LEASES =
      " FROM ops.work_lease WHERE incarnation IS NOT NULL AND expires_at > clock_timestamp()";
  private static final String LIVE = "SELECT count(*)" + LEASES;
  private static final String WHICH = "SELECT string_agg(work_lease::text, ' ')" + LEASES;
  private static final int TRIES = 100;
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

  /**
   * A quiet node works on nothing: a lease that it could not give back, since the database died
   * just then, must run out and not be renewed.
   */
  private void leases(ChaosDatabase database) throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEASE_SECONDS);
    while (database.number(LIVE) > 0) {
      if (System.nanoTime() > deadline) {
        findings.add("leases are renewed though nothing runs: " + database.text(WHICH));
        return;
      }
      TimeUnit.MILLISECONDS.sleep(TRY_MS);
    }
  }

  private void index() throws IOException, InterruptedException {
    for (int i = 0; indexed() != vectors; i++) {
      if (i == TRIES) {
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
