package dev.muninn.ingest.source;

import dev.muninn.catalog.Imports;
import dev.muninn.ingest.source.FileIntake.Outcome;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.signal.ImportCounts;
import dev.muninn.media.signal.ImportLine;
import java.util.ArrayList;
import java.util.List;

/** Counts what became of the files of a scan, and keeps the lines of its report. Thread-safe. */
final class Tally {

  private static final int MAX_PATH = 1000;

  private final List<ImportLine> lines = new ArrayList<>();
  private long seen;
  private long fresh;
  private long known;
  private long unsupported;
  private long failed;

  synchronized void saw() {
    seen++;
  }

  synchronized void add(String path, Outcome outcome) {
    if (outcome instanceof Outcome.Fresh) {
      fresh++;
    } else if (outcome instanceof Outcome.Known) {
      known++;
    } else if (outcome instanceof Outcome.Failed failure) {
      failed++;
      line(path, failure.code());
    } else {
      unsupported++;
      line(path, ErrorCode.UNSUPPORTED_TYPE);
    }
  }

  /** All was looked at: what was counted first and then vanished was not there. */
  synchronized void settle() {
    seen = fresh + known + unsupported + failed;
  }

  synchronized ImportCounts counts() {
    long decided = fresh + known + unsupported + failed;
    return new ImportCounts(Math.max(seen, decided), fresh, known, unsupported, failed);
  }

  synchronized List<ImportLine> linesFrom(int first) {
    return List.copyOf(lines.subList(first, lines.size()));
  }

  private void line(String path, ErrorCode code) {
    if (lines.size() < Imports.MAX_REPORT) {
      String shown = path.length() > MAX_PATH ? path.substring(0, MAX_PATH) : path;
      lines.add(new ImportLine(shown, code.code(), code.words() + " " + code.hint()));
    }
  }
}
