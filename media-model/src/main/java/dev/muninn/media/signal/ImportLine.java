package dev.muninn.media.signal;

import java.util.Objects;

/** A file that was not taken in: its path (data from outside), a code, and words. */
public record ImportLine(String path, String code, String words) {
  public ImportLine {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(words, "words");
  }
}
