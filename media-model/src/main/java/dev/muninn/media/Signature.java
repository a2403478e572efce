package dev.muninn.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells the type of media from its first bytes. The one parser that decides: uploads, scans and
 * decoders all ask here (security row SEC-04), so that no second opinion can be played against it.
 *
 * <p>Sources: the container specifications (ISO/IEC 14496-12 file type box, RIFF, EBML, ITU-T
 * H.222.0 sync bytes, RFC 3533, ID3v2.4 and the MPEG audio frame header).
 */
public final class Signature {
  /** As many first bytes as a decision can need; fewer are fine when the file is shorter. */
  public static final int HEAD_BYTES = 4096;

  private static final List<String> HEIC_BRANDS =
      List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");
  private static final int TS_PACKET = 188;

  private Signature() {}

  /** The type of a file that begins with {@code head}, or empty when it is none of ours. */
  public static Optional<MediaType> sniff(byte[] head) {
    if (starts(head, 0, 0xff, 0xd8, 0xff)) {
      return Optional.of(MediaType.JPEG);
    }
    if (starts(head, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
      return Optional.of(MediaType.PNG);
    }
    if (ascii(head, 0, "GIF87a") || ascii(head, 0, "GIF89a")) {
      return Optional.of(MediaType.GIF);
    }
    if (starts(head, 0, 'I', 'I', 42, 0) || starts(head, 0, 'M', 'M', 0, 42)) {
      return Optional.of(MediaType.TIFF);
    }
    if (ascii(head, 0, "RIFF")) {
      return riff(head);
    }
    if (ascii(head, 4, "ftyp")) {
      return isoBaseMedia(head);
    }
    // QuickTime files from before the file type box start with one of these atoms
    if (ascii(head, 4, "moov") || ascii(head, 4, "wide") || ascii(head, 4, "mdat")) {
      return Optional.of(MediaType.MOV);
    }
    if (starts(head, 0, 0x1a, 0x45, 0xdf, 0xa3)) {
      return ebml(head);
    }
    if (ascii(head, 0, "fLaC")) {
      return Optional.of(MediaType.FLAC);
    }
    if (ascii(head, 0, "OggS")) {
      return Optional.of(MediaType.OGG);
    }
    if (ascii(head, 0, "BM") && head.length >= 18 && bmpHeader(head)) {
      return Optional.of(MediaType.BMP);
    }
    if (ascii(head, 0, "ID3") || mpegAudioFrame(head)) {
      return Optional.of(MediaType.MP3);
    }
    if (transportStream(head, 0) || transportStream(head, 4)) {
      return Optional.of(MediaType.MPEG_TS);
    }
    return Optional.empty();
  }

  private static Optional<MediaType> riff(byte[] head) {
    if (ascii(head, 8, "WEBP")) {
      return Optional.of(MediaType.WEBP);
    }
    if (ascii(head, 8, "AVI ")) {
      return Optional.of(MediaType.AVI);
    }
    if (ascii(head, 8, "WAVE")) {
      return Optional.of(MediaType.WAV);
    }
    return Optional.empty();
  }

  private static Optional<MediaType> isoBaseMedia(byte[] head) {
    if (head.length < 12) {
      return Optional.empty();
    }
    String major = new String(head, 8, 4, StandardCharsets.ISO_8859_1);
    if (major.equals("avif") || major.equals("avis")) {
      return Optional.of(MediaType.AVIF);
    }
    if (HEIC_BRANDS.contains(major)) {
      // the generic brands are shared: a compatible brand says which codec it is
      return Optional.of(compatible(head, "avif") ? MediaType.AVIF : MediaType.HEIC);
    }
    if (major.equals("qt  ")) {
      return Optional.of(MediaType.MOV);
    }
    if (major.equals("M4A ") || major.equals("M4B ") || major.equals("F4A ")) {
      return Optional.of(MediaType.M4A);
    }
    return Optional.of(MediaType.MP4);
  }

  private static boolean compatible(byte[] head, String brand) {
    long declared =
        ((head[0] & 0xffL) << 24)
            | ((head[1] & 0xff) << 16)
            | ((head[2] & 0xff) << 8)
            | (head[3] & 0xff);
    int end = (int) Math.min(head.length, declared);
    for (int at = 16; at + 4 <= end; at += 4) {
      if (ascii(head, at, brand)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<MediaType> ebml(byte[] head) {
    String text = new String(head, 0, Math.min(head.length, 256), StandardCharsets.ISO_8859_1);
    if (text.contains("webm")) {
      return Optional.of(MediaType.WEBM);
    }
    return text.contains("matroska") ? Optional.of(MediaType.MKV) : Optional.empty();
  }

  private static boolean bmpHeader(byte[] head) {
    int size = (head[14] & 0xff) | ((head[15] & 0xff) << 8) | (head[16] << 16) | (head[17] << 24);
    return size == 12
        || size == 40
        || size == 52
        || size == 56
        || size == 64
        || size == 108
        || size == 124;
  }

  /**
   * Layer III, a rate and a sample frequency that exist; two frames would be surer but need more
   * bytes.
   */
  private static boolean mpegAudioFrame(byte[] head) {
    return head.length >= 4
        && (head[0] & 0xff) == 0xff
        && (head[1] & 0xe0) == 0xe0
        && (head[1] & 0x18) != 0x08
        && (head[1] & 0x06) == 0x02
        && (head[2] & 0xf0) != 0xf0
        && (head[2] & 0xf0) != 0
        && (head[2] & 0x0c) != 0x0c;
  }

  /** Sync bytes at three packet starts; {@code lead} is 4 for the time-stamped packets of M2TS. */
  private static boolean transportStream(byte[] head, int lead) {
    int step = TS_PACKET + lead;
    if (head.length < lead + 1 + 2 * step) {
      return false;
    }
    return head[lead] == 0x47 && head[lead + step] == 0x47 && head[lead + 2 * step] == 0x47;
  }

  private static boolean ascii(byte[] head, int at, String word) {
    byte[] expected = word.getBytes(StandardCharsets.US_ASCII);
    return head.length >= at + expected.length
        && Arrays.equals(head, at, at + expected.length, expected, 0, expected.length);
  }

  private static boolean starts(byte[] head, int at, int... bytes) {
    if (head.length < at + bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[at + i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
