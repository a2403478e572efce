package dev.muninn.ingest.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which folder it is, whatever its name: the device and the inode. */
record FolderId(long device, long inode) {

  static FolderId of(Path folder) throws IOException {
    Map<String, Object> seen = Files.readAttributes(folder, "unix:dev,ino");
    return new FolderId((Long) seen.get("dev"), (Long) seen.get("ino"));
  }

  /**
   * Text to remember it by for longer than a scan. Empty where that would prove nothing: file
   * systems without inodes of their own (FUSE, network shares) call every root number 1.
   */
  Optional<String> lasting() {
    return inode > 1 ? Optional.of(device + ":" + inode) : Optional.empty();
  }
}
