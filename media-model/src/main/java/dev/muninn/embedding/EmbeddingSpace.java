package dev.muninn.embedding;

import java.util.Objects;
import java.util.regex.Pattern;

/** The space that vectors of one model version live in; vectors of two spaces never compare. */
public record EmbeddingSpace(String model, String version, int dimension) {
  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9.-]{0,59}");
  public static final int MAX_DIMENSION = 4096;

  public EmbeddingSpace {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(version, "version");
    if (!WORD.matcher(model).matches() || !WORD.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "model and version are words, not " + model + ' ' + version);
    }
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new IllegalArgumentException("a dimension of " + dimension);
    }
  }

  /** One word for paths, views and the API, for example {@code lite-1-384}. */
  public String id() {
    return model + '-' + version + '-' + dimension;
  }
}
