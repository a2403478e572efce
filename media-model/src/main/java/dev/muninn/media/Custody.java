package dev.muninn.media;

/** Who keeps the bytes: a copy in our pool, or the file where it lies, which is never touched. */
public enum Custody {
  COPY,
  IN_PLACE
}
