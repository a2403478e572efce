package dev.muninn.node.bench.chaos;

import java.util.Locale;

/** What kind of trouble is made; on the command line with dashes. */
enum Scenario {
  KILLS,
  STOPPED_DATABASE,
  FULL_DISK;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
