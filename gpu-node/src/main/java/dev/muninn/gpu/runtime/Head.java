package dev.muninn.gpu.runtime;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.ImageOutcome;
import java.util.List;

/** Makes a vector of the space from what the image tower put out. Immutable. */
interface Head {

  /**
   * @throws IllegalArgumentException when the output has no direction, or another length
   */
  ImageOutcome.Seen seen(float[] output);

  /** The output is the vector. */
  record Identity(int dimension) implements Head {
    @Override
    public ImageOutcome.Seen seen(float[] output) {
      if (output.length != dimension) {
        throw new IllegalArgumentException(
            "the tower gave " + output.length + " values, not " + dimension);
      }
      return new ImageOutcome.Seen(Embedding.canonical(output), List.of());
    }
  }
}
