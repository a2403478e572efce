package dev.muninn.embedding;

import dev.muninn.media.Label;
import dev.muninn.media.StageFailure;
import java.util.List;
import java.util.Objects;

/** What a model makes of one picture. */
public sealed interface ImageOutcome {

  /** A vector, and the labels where the model gives any (best first). */
  record Seen(Embedding vector, List<Label> labels) implements ImageOutcome {
    public Seen {
      Objects.requireNonNull(vector, "vector");
      labels = List.copyOf(labels);
    }
  }

  /** This picture cannot be embedded; the others of the batch are not concerned. */
  record Refused(StageFailure failure) implements ImageOutcome {
    public Refused {
      Objects.requireNonNull(failure, "failure");
    }
  }
}
