package dev.muninn.ingest.media.child;

/** The kinds of still pictures that the child reads; what a file is was decided before. */
public enum StillType {
  JPEG("jpeg"),
  PNG("png"),
  WEBP("webp"),
  GIF("gif"),
  TIFF("tiff"),
  BMP("bmp"),
  /** HEIC and AVIF: only their facts are read here, the pixels come through ffmpeg. */
  HEIF("none");

  private final String format;

  StillType(String format) {
    this.format = format;
  }

  /** The name ImageIO knows the format by. */
  String format() {
    return format;
  }
}
