package dev.muninn.catalog;

import java.util.Locale;

/** Where an item stands, as counted by the conservation law. */
public enum MediaStatus {
  WAITING,
  RUNNING,
  READY,
  FAILED,
  QUARANTINED,
  TRASHED;

  /** The word used in the API and in the views. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static MediaStatus ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
