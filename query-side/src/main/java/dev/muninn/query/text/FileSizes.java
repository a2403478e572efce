package dev.muninn.query.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of the index as they lie on the disk.
 *
 * @param bytes of all of them
 * @param savedAt when the index was saved last: each time writes a file of segments anew; empty
 *     before the first time
 */
public record FileSizes(long bytes, Optional<Instant> savedAt) {
  private static final String SAVED = "segments_";

  /** Files come and go meanwhile: one that is gone counts nothing. Blocking. */
  static FileSizes of(Path folder) {
    long bytes = 0;
    Optional<Instant> saved = Optional.empty();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Optional<BasicFileAttributes> seen = look(file);
        bytes += seen.map(BasicFileAttributes::size).orElse(0L);
        if (file.getFileName().toString().startsWith(SAVED)) {
          saved = later(saved, seen.map(one -> one.lastModifiedTime().toInstant()));
        }
      }
      return new FileSizes(bytes, saved);
    } catch (IOException e) {
      throw new UncheckedIOException("the files of the full text cannot be listed", e);
    }
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return Stream.concat(one.stream(), other.stream()).max(Instant::compareTo);
  }

  private static Optional<BasicFileAttributes> look(Path file) throws IOException {
    try {
      return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
    } catch (NoSuchFileException merged) {
      return Optional.empty();
    }
  }
}
