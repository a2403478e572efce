package dev.muninn.query.projection;

import dev.muninn.query.index.EngineChoice;
import java.time.Duration;
import java.util.Objects;

/** When the index is saved, and which engines hold it. */
public record IndexSettings(EngineChoice engines, int saveAfterChanges, Duration saveAfter) {
  public IndexSettings {
    Objects.requireNonNull(engines, "engines");
    Objects.requireNonNull(saveAfter, "saveAfter");
    if (saveAfterChanges < 1 || saveAfter.isNegative() || saveAfter.isZero()) {
      throw new IllegalArgumentException(
          "muninn.query.index.save: after " + saveAfterChanges + " changes or " + saveAfter);
    }
  }
}
