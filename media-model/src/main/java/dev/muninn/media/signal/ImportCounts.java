package dev.muninn.media.signal;

/**
 * How an import stands: files seen, and of these taken in as new, known before, of no type of ours,
 * failed. What is seen and in none of the four is left to do.
 */
public record ImportCounts(long seen, long fresh, long known, long unsupported, long failed) {
  public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0);

  public ImportCounts {
    if (fresh < 0 || known < 0 || unsupported < 0 || failed < 0 || seen < 0) {
      throw new IllegalArgumentException("negative counts of an import");
    }
  }

  public long decided() {
    return fresh + known + unsupported + failed;
  }

  public long left() {
    return Math.max(0, seen - decided());
  }
}
