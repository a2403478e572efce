package dev.muninn.media.signal;

/** Why a location of an item no longer counts. */
public enum LossReason {
  /** The file is gone while its source is there. */
  GONE,
  /** The file holds other bytes now. */
  CHANGED
}
