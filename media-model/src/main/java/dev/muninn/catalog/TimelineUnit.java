package dev.muninn.catalog;

/** How wide a bucket of the timeline is. */
public enum TimelineUnit {
  DAY,
  MONTH
}
