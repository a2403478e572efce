package dev.muninn.blob;

import dev.muninn.media.OrgId;
import dev.muninn.media.StagedRef;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where bytes are received before they are an item's (port): private files (0600) in the file
 * system of the pool, hashed and sniffed while they come in. Blocking: call it on the
 * muninn.blocking-dispatcher. Swept at start of what no item refers to.
 */
public interface StagingArea {

  /**
   * Opens a file to write into.
   *
   * @throws NoRoomException when the disk is below its floor
   */
  StagedWrite begin(OrgId org) throws IOException;

  /** The file behind a reference; it may be gone. */
  Path path(StagedRef ref);

  /** Deletes the file; nothing happens when it is gone already. */
  void discard(StagedRef ref) throws IOException;
}
