package dev.muninn.ingest.storage;

import dev.muninn.media.FileLocation;
import dev.muninn.media.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the file system says of a file: size in bytes, times in nanoseconds, inode. */
public record FileStat(long size, long mtimeNs, long ctimeNs, long inode, boolean regular) {

  private static final int TYPE_MASK = 0170000;
  private static final int REGULAR = 0100000;

  /** Looks at the file itself; a link is not followed, and is not regular. */
  public static FileStat of(Path file) throws IOException {
    Map<String, Object> seen =
        Files.readAttributes(
            file, "unix:size,lastModifiedTime,ctime,ino,mode", LinkOption.NOFOLLOW_LINKS);
    return new FileStat(
        (Long) seen.get("size"),
        nanos(seen.get("lastModifiedTime")),
        nanos(seen.get("ctime")),
        (Long) seen.get("ino"),
        ((Integer) seen.get("mode") & TYPE_MASK) == REGULAR);
  }

  /** The same as a location of a source. */
  public FileLocation at(SourceId source, String path) {
    return new FileLocation(source, path, size, mtimeNs, ctimeNs, inode);
  }

  private static long nanos(Object time) {
    return ((FileTime) time).to(TimeUnit.NANOSECONDS);
  }
}
