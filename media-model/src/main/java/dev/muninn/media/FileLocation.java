package dev.muninn.media;

import java.util.Objects;

/**
 * A file under the root of a source, with what the file system said of it when its bytes were
 * hashed. Size in bytes, times in nanoseconds since the epoch. In-place files are compared before
 * and after every read: any difference means other content.
 */
public record FileLocation(
    SourceId source, String path, long size, long mtimeNs, long ctimeNs, long inode) {
  public FileLocation {
    Objects.requireNonNull(source, "source");
    Checks.require(
        path != null && !path.isEmpty() && path.length() <= 4096, "a path of 1..4096 characters");
    Checks.require(size >= 0, "a file of " + size + " bytes");
  }

  /** Whether the same file still looks untouched. */
  public boolean sameFileAs(FileLocation now) {
    return size == now.size
        && mtimeNs == now.mtimeNs
        && ctimeNs == now.ctimeNs
        && inode == now.inode;
  }
}
