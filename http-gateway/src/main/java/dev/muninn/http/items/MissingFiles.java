package dev.muninn.http.items;

import akka.http.javadsl.model.headers.RawHeader;
import dev.muninn.blob.Originals.Outcome;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import java.util.List;

/** What a file that cannot be served is to the user. */
final class MissingFiles {
  private static final String SOON_SECONDS = "2";
  private static final String REMADE_SECONDS = "5";
  private static final String MOUNTED_SECONDS = "30";

  private MissingFiles() {}

  /** An original that was not found. */
  static ProblemException problem(Outcome outcome) {
    if (outcome instanceof Outcome.Damaged damaged) {
      return new ProblemException(Problem.ORIGINAL_DAMAGED, damaged.words());
    }
    if (outcome instanceof Outcome.Gone gone) {
      return new ProblemException(
          Problem.ORIGINAL_DAMAGED,
          gone.words(),
          "Put the file back or scan its source again; an upload of the file heals the item too.",
          List.of());
    }
    if (outcome instanceof Outcome.SourceOffline offline) {
      return new ProblemException(
          Problem.SOURCE_OFFLINE, offline.words(), retryAfter(MOUNTED_SECONDS));
    }
    if (outcome instanceof Outcome.NotStored waiting) {
      return new ProblemException(
          Problem.NOT_STORED_YET, waiting.words(), retryAfter(SOON_SECONDS));
    }
    throw new IllegalStateException("nothing is missing: " + outcome);
  }

  /** There never was such a file, or not yet. */
  static ProblemException noneYet() {
    return new ProblemException(
        Problem.NOT_FOUND,
        "The item has none, or not yet.",
        "Its story at /pipeline tells how far it is.",
        List.of());
  }

  /** A derived file that was there once. */
  static ProblemException madeAgain() {
    return new ProblemException(
        Problem.NOT_FOUND,
        "The file was lost and is being made again.",
        "Ask again in a few seconds; the item's story at /pipeline tells how far it is.",
        List.of(retryAfter(REMADE_SECONDS)));
  }

  private static RawHeader retryAfter(String seconds) {
    return RawHeader.create("Retry-After", seconds);
  }
}
