package dev.muninn.ingest.integrity;

import dev.muninn.media.DerivedKey;
import dev.muninn.media.RunId;

/** What the key of a derived file says: {@code org/aa/mediaId/run/name}. */
final class DerivedFiles {
  private static final int RUN = 3;
  private static final int NAME = 4;

  private DerivedFiles() {}

  static RunId runOf(DerivedKey key) {
    return new RunId(key.value().split("/", -1)[RUN]);
  }

  static String nameOf(DerivedKey key) {
    return key.value().split("/", -1)[NAME];
  }
}
