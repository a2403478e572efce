package dev.muninn.media;

/** What can be wrong with a stored original. */
public enum Damage {
  /** There is no file. */
  MISSING,
  /** The file is shorter than it was. */
  TRUNCATED,
  /** The file has other bytes than those that were hashed. */
  OTHER_BYTES
}
