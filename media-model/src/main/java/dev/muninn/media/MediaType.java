package dev.muninn.media;

/**
 * The closed table of what Muninn takes in. Type, extension and kind follow from the content alone
 * (see {@link Signature}); a name never decides.
 */
public enum MediaType {
  JPEG(MediaKind.IMAGE, "image/jpeg", "jpg"),
  PNG(MediaKind.IMAGE, "image/png", "png"),
  WEBP(MediaKind.IMAGE, "image/webp", "webp"),
  GIF(MediaKind.IMAGE, "image/gif", "gif"),
  TIFF(MediaKind.IMAGE, "image/tiff", "tif"),
  BMP(MediaKind.IMAGE, "image/bmp", "bmp"),
  HEIC(MediaKind.IMAGE, "image/heic", "heic"),
  AVIF(MediaKind.IMAGE, "image/avif", "avif"),
  MP4(MediaKind.VIDEO, "video/mp4", "mp4"),
  MOV(MediaKind.VIDEO, "video/quicktime", "mov"),
  MKV(MediaKind.VIDEO, "video/x-matroska", "mkv"),
  WEBM(MediaKind.VIDEO, "video/webm", "webm"),
  AVI(MediaKind.VIDEO, "video/x-msvideo", "avi"),
  MPEG_TS(MediaKind.VIDEO, "video/mp2t", "ts"),
  MP3(MediaKind.AUDIO, "audio/mpeg", "mp3"),
  FLAC(MediaKind.AUDIO, "audio/flac", "flac"),
  M4A(MediaKind.AUDIO, "audio/mp4", "m4a"),
  WAV(MediaKind.AUDIO, "audio/wav", "wav"),
  OGG(MediaKind.AUDIO, "audio/ogg", "ogg");

  private final MediaKind kind;
  private final String contentType;
  private final String extension;

  MediaType(MediaKind kind, String contentType, String extension) {
    this.kind = kind;
    this.contentType = contentType;
    this.extension = extension;
  }

  public MediaKind kind() {
    return kind;
  }

  /** The Content-Type that originals of this type are served with. */
  public String contentType() {
    return contentType;
  }

  /** Without the dot. */
  public String extension() {
    return extension;
  }
}
