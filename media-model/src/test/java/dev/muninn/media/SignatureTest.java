package dev.muninn.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

  /** The first bytes of one file of each type; as short as a decision can be made on. */
  private static final Map<MediaType, byte[]> HEADS = heads();

  @ParameterizedTest
  @EnumSource(MediaType.class)
  void knowsEveryTypeByItsFirstBytes(MediaType type) {
    byte[] head = HEADS.get(type);

    assertEquals(Optional.of(type), Signature.sniff(head));
    assertEquals(Optional.of(type), Signature.sniff(Arrays.copyOf(head, Signature.HEAD_BYTES)));
  }

  @ParameterizedTest
  @EnumSource(MediaType.class)
  void neverTakesATruncatedHeadForAnotherType(MediaType type) {
    byte[] head = HEADS.get(type);
    for (int length = 0; length < head.length; length++) {
      Optional<MediaType> told = Signature.sniff(Arrays.copyOf(head, length));
      if (told.isPresent() && told.get().kind() != type.kind()) {
        throw new AssertionError(type + " cut at " + length + " is taken for " + told.get());
      }
    }
  }

  @Test
  void takesNoTextForMedia() {
    assertEquals(Optional.empty(), sniff("This is no picture, whatever its name says: photo.jpg"));
    assertEquals(Optional.empty(), sniff("<html><body>GIF89a</body></html>"));
    assertEquals(Optional.empty(), sniff("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
    assertEquals(Optional.empty(), sniff("BMW is a maker of cars, and of no bitmaps at all"));
    assertEquals(Optional.empty(), sniff("Go Go Go " + "G".repeat(40)));
  }

  @Test
  void takesNothingForMediaWhenThereIsNothing() {
    assertEquals(Optional.empty(), Signature.sniff(new byte[0]));
    assertEquals(Optional.empty(), Signature.sniff(new byte[1]));
    assertEquals(Optional.empty(), Signature.sniff(new byte[Signature.HEAD_BYTES]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "504b0304140000000800", // zip
        "255044462d312e370a", // pdf
        "7f454c4602010100", // elf
        "1f8b08000000000000", // gzip
        "52494646240000004143494f", // riff of a cursor
        "1a45dfa3934282", // ebml of no known document type
        "fffe480065006c006c00", // utf-16 text: looks a little like an mpeg frame
        "fff15080", // aac in adts
      })
  void refusesWhatIsNoneOfOurs(String hex) {
    assertEquals(Optional.empty(), Signature.sniff(HexFormat.of().parseHex(hex)));
  }

  @ParameterizedTest
  @CsvSource({
    "avis, AVIF",
    "heix, HEIC",
    "msf1, HEIC",
    "isom, MP4",
    "mp42, MP4",
    "M4V , MP4",
    "3gp4, MP4",
    "'qt  ', MOV",
    "'M4A ', M4A",
    "'M4B ', M4A"
  })
  void tellsIsoFilesByTheirBrand(String brand, MediaType type) {
    String padded = (brand + "    ").substring(0, 4);

    assertEquals(Optional.of(type), Signature.sniff(isoFile(padded)));
  }

  @Test
  void tellsAvifBehindTheGenericBrand() {
    assertEquals(Optional.of(MediaType.AVIF), Signature.sniff(isoFile("mif1", "avif", "miaf")));
    assertEquals(Optional.of(MediaType.HEIC), Signature.sniff(isoFile("mif1", "heic", "miaf")));
  }

  @Test
  void survivesEverySortOfNoise() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(700)];
      random.nextBytes(noise);
      if (noise.length > 12 && i % 3 == 0) {
        byte[] start = HEADS.get(MediaType.values()[random.nextInt(MediaType.values().length)]);
        System.arraycopy(start, 0, noise, 0, Math.min(12, start.length));
      }
      Signature.sniff(noise);
    }
  }

  private static Optional<MediaType> sniff(String text) {
    return Signature.sniff(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<MediaType, byte[]> heads() {
    Map<MediaType, byte[]> heads = new EnumMap<>(MediaType.class);
    heads.put(MediaType.JPEG, HexFormat.of().parseHex("ffd8ffe000104a464946"));
    heads.put(MediaType.PNG, HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452"));
    heads.put(MediaType.WEBP, bytes("RIFF\20\0\0\0WEBPVP8 "));
    heads.put(MediaType.GIF, bytes("GIF89a"));
    heads.put(MediaType.TIFF, HexFormat.of().parseHex("49492a0008000000"));
    heads.put(MediaType.BMP, bmp());
    heads.put(MediaType.HEIC, isoFile("heic", "mif1"));
    heads.put(MediaType.AVIF, isoFile("avif", "mif1"));
    heads.put(MediaType.MP4, isoFile("isom", "iso2"));
    heads.put(MediaType.MOV, isoFile("qt  "));
    heads.put(MediaType.MKV, ebml("matroska"));
    heads.put(MediaType.WEBM, ebml("webm"));
    heads.put(MediaType.AVI, bytes("RIFF\20\0\0\0AVI LIST"));
    heads.put(MediaType.MPEG_TS, transportStream());
    heads.put(MediaType.MP3, HexFormat.of().parseHex("fffb9064"));
    heads.put(MediaType.FLAC, bytes("fLaC\0\0\0\42"));
    heads.put(MediaType.M4A, isoFile("M4A ", "isom"));
    heads.put(MediaType.WAV, bytes("RIFF\20\0\0\0WAVEfmt "));
    heads.put(MediaType.OGG, bytes("OggS\0\2"));
    return heads;
  }

  private static byte[] isoFile(String major, String... compatible) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int size = 16 + 4 * compatible.length;
    out.writeBytes(new byte[] {0, 0, 0, (byte) size});
    out.writeBytes(bytes("ftyp" + major + "\0\0\2\0" + String.join("", compatible)));
    return out.toByteArray();
  }

  private static byte[] ebml(String documentType) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HexFormat.of().parseHex("1a45dfa3934282"));
    out.write(0x80 | documentType.length());
    out.writeBytes(bytes(documentType));
    return out.toByteArray();
  }

  private static byte[] bmp() {
    byte[] head = new byte[54];
    head[0] = 'B';
    head[1] = 'M';
    head[10] = 54;
    head[14] = 40;
    return head;
  }

  private static byte[] transportStream() {
    byte[] head = new byte[3 * 188];
    for (int packet = 0; packet < 3; packet++) {
      head[188 * packet] = 0x47;
    }
    return head;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
