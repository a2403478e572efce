package dev.muninn.ingest.stage;

import dev.muninn.blob.NoRoomException;
import dev.muninn.blob.StoreAwayException;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;

/** What an error of the file system means to the owner of an item. */
final class IoFailures {
  private IoFailures() {}

  /** The details name no path: it may be a secret of the machine, or the name a user's. */
  static StepFailedException explained(IOException e, String doing) {
    return new StepFailedException(new StageFailure(code(e), doing + ": " + kind(e)), e);
  }

  private static ErrorCode code(IOException e) {
    if (e instanceof StoreAwayException) {
      return ErrorCode.STORAGE_FAILED;
    }
    if (e instanceof NoRoomException || text(e).contains("no space left")) {
      return ErrorCode.DISK_FULL;
    }
    if (e instanceof SourceOfflineException) {
      return ErrorCode.SOURCE_OFFLINE;
    }
    return e instanceof AccessDeniedException ? ErrorCode.NOT_READABLE : ErrorCode.STORAGE_FAILED;
  }

  private static String kind(IOException e) {
    if (e instanceof NoRoomException
        || e instanceof SourceOfflineException
        || e instanceof StoreAwayException) {
      return e.getMessage();
    }
    if (e instanceof java.nio.file.FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    return e.getClass().getSimpleName();
  }

  private static String text(IOException e) {
    return e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
  }
}
