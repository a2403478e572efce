package dev.muninn.http.operation;

import dev.muninn.catalog.FileChecks;
import dev.muninn.media.MediaId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Bodies of the routes on checks of the files. */
public final class FileCheckWire {
  private FileCheckWire() {}

  /** {@code samplePercent} 100 when it is missing, {@code repair} false. */
  public record CheckRequest(Double samplePercent, Boolean repair) {}

  /**
   * {@code fault} flipped, truncated, missing, stray or derived-missing; {@code outcome} recorded,
   * healed, remade or lost.
   */
  public record Finding(
      String fault, String file, Optional<String> mediaId, String words, String outcome) {

    static Finding of(FileChecks.Finding f) {
      return new Finding(
          Words.of(f.fault()),
          f.file(),
          f.mediaId().map(MediaId::value),
          f.words(),
          Words.of(f.outcome()));
    }
  }

  /** {@code files} and {@code bytes} were looked at, {@code left} files are still to be. */
  public record CheckView(
      String checkId,
      double samplePercent,
      boolean repair,
      boolean done,
      long files,
      long bytes,
      long left,
      Instant startedAt,
      Optional<Instant> endedAt,
      List<Finding> findings,
      Optional<String> trouble) {

    static CheckView of(FileChecks.Check c) {
      return new CheckView(
          c.checkId(),
          c.extent().samplePercent(),
          c.extent().mending() == FileChecks.Mending.REPAIR,
          c.done(),
          c.files(),
          c.bytes(),
          c.left(),
          c.startedAt(),
          c.endedAt(),
          c.findings().stream().map(Finding::of).toList(),
          c.trouble());
    }
  }
}
