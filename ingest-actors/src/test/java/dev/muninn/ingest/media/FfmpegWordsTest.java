package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;
import org.junit.jupiter.api.Test;

class FfmpegWordsTest {

  @Test
  void aCodecThatStaysShutIsNoDamage() {
    StageFailure why = of("[snow @ 0x55f2bea6c640] Codec (snow) not on whitelist 'h264,aac'");
    assertEquals(ErrorCode.UNSUPPORTED_TYPE, why.code());
    assertEquals("the codec snow is not one that is decoded", why.detail());
  }

  @Test
  void aMissingIndexIsToldAsABrokenOffRecording() {
    StageFailure why = of("[mov,mp4 @ 0x5600] moov atom not found\nfile: Invalid data found");
    assertEquals(ErrorCode.BROKEN_FILE, why.code());
    assertTrue(why.detail().endsWith("the recording or the copy was cut off"), why::detail);
  }

  @Test
  void addressesAreLeftOut() {
    assertEquals("no frame!", of("[h264 @ 0x5600] no frame!").detail());
  }

  private static StageFailure of(String errors) {
    return FfmpegWords.unreadable(errors).failure();
  }
}
