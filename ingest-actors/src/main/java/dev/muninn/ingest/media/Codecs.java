package dev.muninn.ingest.media;

import java.util.List;
import java.util.Set;

/**
 * The decoders that may run, by ffmpeg's names: what cameras, phones and common programs write. All
 * others stay shut (security row SEC-03).
 */
final class Codecs {
  /** Codecs whose pictures are decoded. */
  static final Set<String> VIDEO =
      Set.of(
          "h264",
          "hevc",
          "av1",
          "vp8",
          "vp9",
          "mpeg4",
          "mpeg1video",
          "mpeg2video",
          "mjpeg",
          "h263",
          "msmpeg4v2",
          "msmpeg4v3",
          "wmv1",
          "wmv2",
          "wmv3",
          "vc1",
          "theora",
          "prores",
          "dvvideo",
          "dnxhd",
          "ffv1",
          "png",
          "rawvideo",
          "qtrle",
          "svq1",
          "svq3",
          "cinepak");

  private static final List<String> AUDIO =
      List.of(
          "aac",
          "mp3",
          "mp3float",
          "mp2",
          "mp2float",
          "flac",
          "alac",
          "opus",
          "libopus",
          "vorbis",
          "ac3",
          "eac3",
          "amrnb",
          "amrwb",
          "wmav1",
          "wmav2",
          "pcm_s16le",
          "pcm_s16be",
          "pcm_s24le",
          "pcm_s24be",
          "pcm_s32le",
          "pcm_f32le",
          "pcm_f64le",
          "pcm_u8",
          "pcm_alaw",
          "pcm_mulaw",
          "adpcm_ms",
          "adpcm_ima_wav",
          "adpcm_ima_qt");

  /** Decoders, which are named after their codecs but for these few. */
  private static final List<String> DECODERS =
      List.of("libaom-av1", "msmpeg4", "libvpx", "libvpx-vp9");

  /** The value of ffmpeg's option {@code codec_whitelist}. */
  static final String WHITELIST =
      String.join(
          ",",
          java.util.stream.Stream.of(VIDEO.stream().sorted(), AUDIO.stream(), DECODERS.stream())
              .flatMap(names -> names)
              .toList());

  private Codecs() {}
}
