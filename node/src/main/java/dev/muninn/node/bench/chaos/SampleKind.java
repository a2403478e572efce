package dev.muninn.node.bench.chaos;

/** What a generated file is; which one follows from its place in the order alone. */
enum SampleKind {
  JPEG("jpg"),
  PNG("png"),
  PNG_ALPHA("png"),
  GIF("gif"),
  BMP("bmp"),
  TIFF("tif"),
  WEBP("webp"),
  VIDEO("mp4"),
  SOUND("flac"),
  /** The bytes of the file before, under another name. */
  DUPLICATE("jpg"),
  BROKEN("jpg");

  private static final int TURN = 20;
  private final String extension;

  SampleKind(String extension) {
    this.extension = extension;
  }

  /** Mostly photos; of twenty one is a clip or a sound, one a duplicate, one is broken. */
  static SampleKind of(int index) {
    boolean even = index / TURN % 2 == 0;
    return switch (index % TURN) {
      case 1 -> even ? GIF : WEBP;
      case 3 -> even ? VIDEO : SOUND;
      case 5 -> even ? BMP : TIFF;
      case 9 -> PNG_ALPHA;
      case 13, 19 -> PNG;
      case 11 -> DUPLICATE;
      case 15 -> BROKEN;
      default -> JPEG;
    };
  }

  String extension() {
    return extension;
  }
}
