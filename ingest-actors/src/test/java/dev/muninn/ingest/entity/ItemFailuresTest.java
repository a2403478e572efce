package dev.muninn.ingest.entity;

import static dev.muninn.ingest.entity.SampleEvents.RUN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.RunId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemReply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stages could not do. */
class ItemFailuresTest extends ItemScript {

  @Test
  void failuresAreRetriedWithGrowingPausesAndThenQuarantined() {
    tell(upload("a.jpg"));
    for (int attempt = 1; attempt <= 4; attempt++) {
      assertEquals(List.of("StageFailed"), names(fail(StageName.STORE, ErrorCode.STORAGE_FAILED)));
      assertEquals(
          Optional.of(now.minusSeconds(1).plusMillis(500L << attempt)),
          progress().trouble(StageName.STORE, Optional.empty()).orElseThrow().retryAt());
      assertEquals(MediaStatus.FAILED, progress().status());
    }
    assertEquals(
        List.of("StageFailed", "Quarantined"),
        names(fail(StageName.STORE, ErrorCode.STORAGE_FAILED)));
    assertEquals(MediaStatus.QUARANTINED, progress().status());
    assertEquals(List.of(), names(fail(StageName.STORE, ErrorCode.STORAGE_FAILED)));
  }

  @Test
  void aFatalFailureQuarantinesAtOnceAndARetryBeginsAnew() {
    tell(upload("a.jpg"));
    results(stored());
    assertEquals(
        List.of("StageFailed", "Quarantined"),
        names(fail(StageName.DESCRIBE, ErrorCode.BROKEN_FILE)));
    assertEquals(List.of(), names(retry(Optional.of(StageName.EMBED))));
    assertEquals(List.of("RetryRequested"), names(retry(Optional.empty())));
    assertEquals(MediaStatus.WAITING, progress().status());
    assertEquals(List.of(), names(retry(Optional.empty())));
  }

  @Test
  void anOutageUsesUpNoAttempt() {
    tell(upload("a.jpg"));
    for (int i = 0; i < 20; i++) {
      assertEquals(List.of("StageFailed"), names(fail(StageName.STORE, ErrorCode.DISK_FULL)));
      assertEquals(List.of("StageFailed"), names(fail(StageName.STORE, ErrorCode.SOURCE_OFFLINE)));
    }
    assertEquals(MediaStatus.WAITING, progress().status());
  }

  @Test
  void theSameFailureToldTwiceCountsOnce() {
    tell(upload("a.jpg"));
    fail(StageName.STORE, ErrorCode.STORAGE_FAILED);
    now = now.minusSeconds(1);
    fail(StageName.STORE, ErrorCode.STORAGE_FAILED);
    assertInstanceOf(MediaItemReply.AlreadyDone.class, last);
  }

  @Test
  void missingProxiesAreMadeAgain() {
    tell(upload("a.jpg"));
    results(stored(), described(), previewed(RUN, 1, 1));
    assertEquals(
        List.of("StageFailed", "DerivedLost"),
        names(fail(StageName.EMBED, ErrorCode.PROXY_MISSING)));
    assertEquals(Optional.of(StageName.PREVIEW), progress().next());
    results(previewed(new RunId("z".repeat(26)), 1, 1));
    assertEquals(Optional.of(StageName.EMBED), progress().next());
  }

  @Test
  void aLateSuccessEndsAQuarantine() {
    tell(upload("a.jpg"));
    fail(StageName.STORE, ErrorCode.BLOB_MISSING);
    assertEquals(MediaStatus.QUARANTINED, progress().status());
    results(stored());
    assertEquals(MediaStatus.WAITING, progress().status());
  }
}
