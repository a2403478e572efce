package dev.muninn.ingest.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.blob.NoRoomException;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IoFailuresTest {
  @TempDir Path folder;

  @Test
  void whatTheStorageCannotDoIsItsFailure() {
    IOException error = assertThrows(IOException.class, () -> Files.readAllBytes(folder));
    assertEquals(ErrorCode.STORAGE_FAILED, explained(error).code());
  }

  @Test
  void aFileWithoutTheRightToReadItIsNotReadable() {
    StageFailure failure = explained(new AccessDeniedException("/home/anna/secret.jpg"));
    assertEquals(ErrorCode.NOT_READABLE, failure.code());
    assertFalse(failure.detail().contains("secret"), failure.detail());
  }

  @Test
  void aFullDiskIsToldHoweverTheSystemPutsIt() {
    assertEquals(ErrorCode.DISK_FULL, explained(new NoRoomException("12 MiB left")).code());
    assertEquals(
        ErrorCode.DISK_FULL, explained(new IOException("write: No space left on device")).code());
  }

  private static StageFailure explained(IOException e) {
    return IoFailures.explained(e, "reading").failure();
  }
}
