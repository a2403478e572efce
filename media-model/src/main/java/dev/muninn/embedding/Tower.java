package dev.muninn.embedding;

/** Half of a model: what it makes vectors of. */
public enum Tower {
  IMAGE,
  TEXT
}
