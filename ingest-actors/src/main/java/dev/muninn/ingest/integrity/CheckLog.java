package dev.muninn.ingest.integrity;

import dev.muninn.catalog.FileChecks.Outcome;
import dev.muninn.ingest.integrity.FileCheckStore.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What one check found and how far it is, written down as it goes: findings at once, progress twice
 * a second. For one thread.
 */
final class CheckLog {
  private static final long BETWEEN_NS = Duration.ofMillis(500).toNanos();

  private final FileCheckStore store;
  private final String checkId;
  private final List<Numbered> open = new ArrayList<>();
  private int findings;
  private long files;
  private long bytes;
  private long left;
  private String position;
  private long savedAtNs = System.nanoTime();

  private record Numbered(int nr, Spot spot) {}

  /** Goes on from what was written before. */
  CheckLog(FileCheckStore store, String checkId, Progress before) {
    this.store = store;
    this.checkId = checkId;
    this.findings = store.findings(checkId);
    this.files = before.files();
    this.bytes = before.bytes();
    this.left = before.left();
    this.position = before.position();
  }

  /** A finding; one that the pipeline mends stays open. */
  void found(Spot spot) {
    store.finding(checkId, findings, spot.finding(Outcome.RECORDED));
    if (spot.mendedBy().isPresent()) {
      open.add(new Numbered(findings, spot));
    }
    findings++;
  }

  /** A finding that is dealt with. */
  void found(Spot spot, Outcome outcome) {
    store.finding(checkId, findings++, spot.finding(outcome));
  }

  void read(long more) {
    bytes += more;
  }

  /** An item is done. */
  void looked(String nowAt, long itsFiles, long itemsLeft) {
    files += itsFiles;
    position = nowAt;
    left = Math.max(0, itemsLeft);
    if (System.nanoTime() - savedAtNs > BETWEEN_NS) {
      save();
    }
  }

  void save() {
    store.progress(checkId, new Progress(files, bytes, left, position));
    savedAtNs = System.nanoTime();
  }

  List<Spot> open() {
    return open.stream().map(Numbered::spot).toList();
  }

  /** Writes down what became of the open findings; those that are still at work stay open. */
  void settle(Mending mending) {
    Iterator<Numbered> each = open.iterator();
    while (each.hasNext()) {
      Numbered one = each.next();
      Optional<Outcome> outcome = mending.outcome(one.spot());
      if (outcome.isPresent()) {
        store.finding(checkId, one.nr(), one.spot().finding(outcome.get()));
        each.remove();
      }
    }
  }
}
