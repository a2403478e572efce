package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.ingest.media.child.Reply;
import dev.muninn.ingest.media.child.Request;
import dev.muninn.ingest.media.child.StillType;
import dev.muninn.media.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecoderPoolIT {
  private static final Duration IDLE = Duration.ofSeconds(60);

  @TempDir Path files;

  private static DecoderPool pool(Duration patience, long memory, int requests, Duration idle) {
    DecodingSettings settings = DecodingToolsFixture.strict(patience, memory, requests, idle);
    DecoderCommand real = DecoderCommand.ofDecoderMain(settings.decoderHeap());
    List<Path> path =
        List.of(real.classPath().get(0), DecoderCommand.placeOf(HostileDecoder.class));
    return new DecoderPool(
        settings, new DecoderCommand(path, HostileDecoder.class.getName(), real.heap()));
  }

  private static DecoderPool pool() {
    return pool(Duration.ofSeconds(20), 1L << 30, 100, IDLE);
  }

  private Request request(String order) throws Exception {
    Path file = Files.writeString(files.resolve(order), order);
    return new Request(
        Request.Op.PREVIEW, StillType.JPEG, file.toString(), files.toString(), "", 1000);
  }

  private void assertWorks(DecoderPool pool) throws Exception {
    assertEquals(new Reply.Refused(Reply.Refusal.BROKEN, "as told"), pool.ask(request("nothing")));
  }

  private ErrorCode codeOf(DecoderPool pool, String order) {
    return assertThrows(MediaException.class, () -> pool.ask(request(order))).failure().code();
  }

  @Test
  void aCrashCostsOneFile() throws Exception {
    try (DecoderPool pool = pool()) {
      assertWorks(pool);
      assertEquals(ErrorCode.DECODER_CRASHED, codeOf(pool, "crash"));
      assertWorks(pool);
    }
  }

  @Test
  void aHangingDecoderIsKilled() throws Exception {
    try (DecoderPool pool = pool(Duration.ofSeconds(2), 1L << 30, 100, IDLE)) {
      assertEquals(ErrorCode.DECODER_TIMEOUT, codeOf(pool, "hang"));
      assertTrue(pool.children().isEmpty());
      assertWorks(pool);
    }
  }

  @Test
  void anExhaustedHeapCostsOneFile() throws Exception {
    try (DecoderPool pool = pool()) {
      Reply reply = pool.ask(request("heap"));
      assertTrue(
          reply instanceof Reply.Refused refused
              && refused.refusal() == Reply.Refusal.TOO_MUCH_MEMORY,
          reply.toString());
      assertWorks(pool);
    }
  }

  @Test
  void aDecoderThatOutgrowsItsLimitIsKilled() throws Exception {
    try (DecoderPool pool = pool(Duration.ofSeconds(20), 130L << 20, 100, IDLE)) {
      ErrorCode code;
      try {
        Reply reply = pool.ask(request("heap"));
        code =
            reply instanceof Reply.Refused refused
                    && refused.refusal() == Reply.Refusal.TOO_MUCH_MEMORY
                ? ErrorCode.TOO_MUCH_MEMORY
                : ErrorCode.INTERNAL;
      } catch (MediaException e) {
        code = e.failure().code();
      }
      assertEquals(ErrorCode.TOO_MUCH_MEMORY, code);
    }
  }

  @Test
  void reusesADecoderAndReplacesItAfterItsShare() throws Exception {
    try (DecoderPool pool = pool(Duration.ofSeconds(20), 1L << 30, 2, IDLE)) {
      assertWorks(pool);
      long first = pool.children().get(0).pid();
      assertWorks(pool);
      assertWorks(pool);
      assertNotEquals(first, pool.children().get(0).pid());
    }
  }

  @Test
  void idleDecodersGo() throws Exception {
    try (DecoderPool pool = pool(Duration.ofSeconds(20), 1L << 30, 100, Duration.ofMillis(100))) {
      assertWorks(pool);
      ProcessHandle child =
          pool.children().stream().findFirst().orElseGet(() -> ProcessHandle.current());
      if (child.pid() != ProcessHandle.current().pid()) {
        child.onExit().get(20, TimeUnit.SECONDS);
      }
      assertTrue(pool.children().isEmpty());
    }
  }

  @Test
  void aDecoderEndsWithItsInputWhateverItDoes() throws Exception {
    DecodingSettings settings =
        DecodingToolsFixture.strict(Duration.ofSeconds(20), 1L << 30, 100, IDLE);
    DecoderCommand real = DecoderCommand.ofDecoderMain(settings.decoderHeap());
    Process child = new ProcessBuilder(real.arguments()).start();
    child.getOutputStream().close();

    assertTrue(child.waitFor(20, TimeUnit.SECONDS), "it ends when its parent is gone");
  }
}
