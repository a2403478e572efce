package dev.muninn.ingest.media;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.Duration;

/** Tools with the settings that are shipped. */
public final class DecodingToolsFixture {
  private DecodingToolsFixture() {}

  public static DecodingSettings settings() {
    return DecodingSettings.of(
        ConfigFactory.defaultReference().getConfig("muninn.ingest.media"), SampleMedia.PROGRAMS);
  }

  public static DecodingTools start() throws IOException {
    return DecodingTools.start(settings());
  }

  /** The shipped settings with fewer decoders and less patience. */
  static DecodingSettings strict(Duration stillTimeout, long memory, int requests, Duration idle) {
    DecodingSettings normal = settings();
    return new DecodingSettings(
        1,
        128L << 20,
        memory,
        requests,
        idle,
        stillTimeout,
        normal.probeTimeout(),
        normal.videoTimeout(),
        normal.ffmpegMemory(),
        normal.ffmpegThreads(),
        normal.maxPixels(),
        normal.programs());
  }
}
