package dev.muninn.media;

/** Interactive work (somebody waits) goes before bulk work. */
public enum Lane {
  INTERACTIVE,
  BULK
}
