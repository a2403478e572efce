package dev.muninn.node;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void aFolderHasOneHolderAndCanBeTakenAgain() throws IOException {
    DataFolder data = new DataFolder(folder.resolve("a/b"));
    try (FolderLock lock = FolderLock.take(data)) {
      assertTrue(lock != null);
      StartException refused = assertThrows(StartException.class, () -> FolderLock.take(data));
      assertTrue(refused.getMessage().contains("another Muninn uses this folder"));
    }
    FolderLock.take(data).close();
  }

  @Test
  void aFileInPlaceOfTheFolderIsSaid() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    StartException refused =
        assertThrows(StartException.class, () -> FolderLock.take(new DataFolder(file)));
    assertTrue(refused.getMessage().endsWith("is a file, not a folder; name another with --data"));
  }

  @Test
  void aTakenPortIsSaidWithTheWayOut() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StartException refused =
          assertThrows(
              StartException.class, () -> HttpPort.OF_UP.check("127.0.0.1", other.getLocalPort()));
      assertTrue(
          refused.getMessage().contains("is taken by another program; name another with --port"));
    }
  }

  @Test
  void anAddressThatIsNotOursIsSaid() {
    StartException refused =
        assertThrows(StartException.class, () -> HttpPort.OF_UP.check("no.such.host.invalid", 0));
    assertTrue(refused.getMessage().contains("--bind"));
  }
}
