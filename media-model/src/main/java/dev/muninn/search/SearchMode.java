package dev.muninn.search;

/** Which halves of the search answer. */
public enum SearchMode {
  HYBRID,
  TEXT,
  VECTOR
}
