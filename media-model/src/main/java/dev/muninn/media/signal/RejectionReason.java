package dev.muninn.media.signal;

/** Why an entity refuses a command; each maps to one status in the gateway's table. */
public enum RejectionReason {
  /** A different content hash under the same identity. */
  CONFLICT,
  /** Something happened to the item since the person looked at it. */
  CHANGED,
  /** The item was purged; the output of the run must be deleted. */
  PURGED,
  /** The item lies in the trash. */
  TRASHED,
  /** There is no such item. */
  UNKNOWN,
  /** The step is not owed now (its predecessor is missing). */
  NOT_OWED
}
