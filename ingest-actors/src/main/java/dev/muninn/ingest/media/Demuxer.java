package dev.muninn.ingest.media;

import dev.muninn.media.MediaType;

/**
 * The demuxers that may open a file, one for each sniffed type: ffmpeg is never asked to guess, so
 * no playlist or script is ever followed (security rows SEC-03 and SEC-05).
 */
enum Demuxer {
  MOV("mov"),
  MATROSKA("matroska"),
  AVI("avi"),
  MPEG_TS("mpegts"),
  MP3("mp3"),
  FLAC("flac"),
  WAV("wav"),
  OGG("ogg");

  private final String word;

  Demuxer(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static Demuxer of(MediaType type) {
    return switch (type) {
      case MP4, MOV, M4A, HEIC, AVIF -> MOV;
      case MKV, WEBM -> MATROSKA;
      case AVI -> AVI;
      case MPEG_TS -> MPEG_TS;
      case MP3 -> MP3;
      case FLAC -> FLAC;
      case WAV -> WAV;
      case OGG -> OGG;
      case JPEG, PNG, WEBP, GIF, TIFF, BMP ->
          throw new IllegalArgumentException(type + " is not opened by ffmpeg");
    };
  }
}
