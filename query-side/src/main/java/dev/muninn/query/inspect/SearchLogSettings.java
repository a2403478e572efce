package dev.muninn.query.inspect;

import java.time.Duration;
import java.util.Objects;

/**
 * The block {@code muninn.query.search.log}.
 *
 * @param kept whether searches are written down at all
 * @param slow from this time on a search is slow, the model's part included
 * @param most entries an org
 * @param keepFor older entries are dropped
 */
public record SearchLogSettings(boolean kept, Duration slow, int most, Duration keepFor) {
  public SearchLogSettings {
    Objects.requireNonNull(slow, "slow");
    Objects.requireNonNull(keepFor, "keepFor");
    if (slow.isNegative() || most < 1 || keepFor.isNegative() || keepFor.isZero()) {
      throw new IllegalArgumentException(
          "muninn.query.search.log: slow " + slow + ", most " + most + ", keep-for " + keepFor);
    }
  }
}
