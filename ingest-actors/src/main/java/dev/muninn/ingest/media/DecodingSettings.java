package dev.muninn.ingest.media;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The block {@code muninn.ingest.media}: how many decoders there are and what each may use. Memory
 * in bytes, counted as the child's resident set for decoders and as its address space for ffmpeg.
 */
public record DecodingSettings(
    int decoders,
    long decoderHeap,
    long decoderMemory,
    int decoderRequests,
    Duration decoderIdle,
    Duration stillTimeout,
    Duration probeTimeout,
    Duration videoTimeout,
    long ffmpegMemory,
    int ffmpegThreads,
    long maxPixels,
    Path programs) {
  private static final int MAX_DECODERS = 64;
  private static final int MAX_THREADS = 16;

  public DecodingSettings {
    require(decoders >= 1 && decoders <= MAX_DECODERS, "decoders must be 1.." + MAX_DECODERS);
    require(decoderHeap >= 64L << 20, "decoder-heap must be at least 64 MiB");
    require(decoderMemory > decoderHeap, "decoder-memory must exceed decoder-heap");
    require(decoderRequests >= 1, "decoder-requests must be at least 1");
    require(ffmpegMemory >= 256L << 20, "ffmpeg-memory must be at least 256 MiB");
    require(
        ffmpegThreads >= 1 && ffmpegThreads <= MAX_THREADS,
        "ffmpeg-threads must be 1.." + MAX_THREADS);
    require(maxPixels >= 1, "max-pixels must be at least 1");
    require(
        !stillTimeout.isNegative() && !probeTimeout.isNegative() && !videoTimeout.isNegative(),
        "time limits must not be negative");
  }

  /** Reads the block; {@code programs} is where ffmpeg is unpacked. */
  public static DecodingSettings of(Config media, Path programs) {
    return new DecodingSettings(
        media.getInt("decoders"),
        media.getBytes("decoder-heap"),
        media.getBytes("decoder-memory"),
        media.getInt("decoder-requests"),
        media.getDuration("decoder-idle"),
        media.getDuration("still-timeout"),
        media.getDuration("probe-timeout"),
        media.getDuration("video-timeout"),
        media.getBytes("ffmpeg-memory"),
        media.getInt("ffmpeg-threads"),
        media.getLong("max-pixels"),
        programs);
  }

  private static void require(boolean holds, String words) {
    if (!holds) {
      throw new IllegalArgumentException("muninn.ingest.media: " + words);
    }
  }
}
