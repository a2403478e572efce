package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.CapturedAt;
import dev.muninn.media.Description;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.Fact;
import dev.muninn.media.GeoPoint;
import dev.muninn.media.MediaType;
import dev.muninn.media.StageFailure;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StillsIT {
  private static DecodingTools tools;

  @TempDir Path files;
  private Path bench;

  @BeforeAll
  static void start() throws IOException {
    tools = DecodingToolsFixture.start();
  }

  @AfterAll
  static void stop() {
    tools.close();
  }

  @BeforeEach
  void bench() throws IOException {
    bench = Files.createDirectory(files.resolve("bench"));
  }

  private static void assertColor(Color expected, BufferedImage image, double x, double y) {
    int rgb = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
    Color seen = new Color(rgb);
    int off =
        Math.abs(seen.getRed() - expected.getRed())
            + Math.abs(seen.getGreen() - expected.getGreen())
            + Math.abs(seen.getBlue() - expected.getBlue());
    assertTrue(off < 60, "at " + x + ", " + y + " expected " + expected + " but saw " + seen);
  }

  private static void assertUpright(BufferedImage image) {
    assertColor(Color.RED, image, 0.25, 0.25);
    assertColor(Color.GREEN, image, 0.75, 0.25);
    assertColor(Color.BLUE, image, 0.25, 0.75);
    assertColor(Color.YELLOW, image, 0.75, 0.75);
  }

  private BufferedImage proxy() throws IOException {
    return ImageIO.read(bench.resolve("proxy.jpg").toFile());
  }

  private MediaException refused(Path file, MediaType type) {
    return assertThrows(MediaException.class, () -> tools.preview(file, type, bench));
  }

  @ParameterizedTest
  @CsvSource({
    "1, RED, GREEN, BLUE, YELLOW",
    "2, GREEN, RED, YELLOW, BLUE",
    "3, YELLOW, BLUE, GREEN, RED",
    "4, BLUE, YELLOW, RED, GREEN",
    "5, RED, BLUE, GREEN, YELLOW",
    "6, BLUE, RED, YELLOW, GREEN",
    "7, YELLOW, GREEN, BLUE, RED",
    "8, GREEN, YELLOW, RED, BLUE"
  })
  void turnsPicturesByTheirOrientation(
      int orientation, String topLeft, String topRight, String bottomLeft, String bottomRight)
      throws Exception {
    Path file = SampleMedia.write(SampleMedia.jpeg(400, 200, orientation), files.resolve("turned"));

    Description description = tools.describe(file, MediaType.JPEG, bench);
    tools.preview(file, MediaType.JPEG, bench);

    boolean swapped = orientation >= 5;
    assertEquals(Optional.of(orientation), description.orientation());
    assertEquals(Optional.of(swapped ? 200 : 400), description.width());
    assertEquals(Optional.of(swapped ? 400 : 200), description.height());
    BufferedImage proxy = proxy();
    assertEquals(swapped ? 200 : 400, proxy.getWidth());
    assertColor(named(topLeft), proxy, 0.25, 0.25);
    assertColor(named(topRight), proxy, 0.75, 0.25);
    assertColor(named(bottomLeft), proxy, 0.25, 0.75);
    assertColor(named(bottomRight), proxy, 0.75, 0.75);
  }

  private static Color named(String name) {
    return switch (name) {
      case "RED" -> Color.RED;
      case "GREEN" -> Color.GREEN;
      case "BLUE" -> Color.BLUE;
      default -> Color.YELLOW;
    };
  }

  @ParameterizedTest
  @EnumSource(
      value = MediaType.class,
      names = {"JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP", "AVIF", "HEIC"})
  void readsEveryKindOfStill(MediaType type) throws Exception {
    Path file = sample(type);

    Description description = tools.describe(file, type, bench);
    MadePreview made = tools.preview(file, type, bench);

    assertEquals(Optional.of(640), description.width());
    assertEquals(Optional.of(480), description.height());
    assertEquals(2, made.files().size());
    assertEquals(1, made.scenes().size());
    BufferedImage proxy = proxy();
    assertEquals(512, proxy.getWidth());
    assertEquals(384, proxy.getHeight());
    assertUpright(proxy);
    BufferedImage small = ImageIO.read(bench.resolve("thumb-256.jpg").toFile());
    assertEquals(256, small.getWidth());
    assertUpright(small);
    assertUpright(ImageIO.read(bench.resolve("thumb-1024.jpg").toFile()));
  }

  @Test
  void putsTheTilesOfAPhonePictureTogetherAndTurnsThem() throws Exception {
    Path file = fixture("grid-turned.heic", files.resolve("grid"));

    Description description = tools.describe(file, MediaType.HEIC, bench);
    tools.preview(file, MediaType.HEIC, bench);

    assertEquals(Optional.of(480), description.width());
    assertEquals(Optional.of(640), description.height());
    assertEquals(Optional.of(6), description.orientation());
    BufferedImage proxy = proxy();
    assertEquals(384, proxy.getWidth());
    assertEquals(512, proxy.getHeight());
    assertColor(Color.BLUE, proxy, 0.25, 0.25);
    assertColor(Color.RED, proxy, 0.75, 0.25);
    assertColor(Color.YELLOW, proxy, 0.25, 0.75);
    assertColor(Color.GREEN, proxy, 0.75, 0.75);
  }

  @ParameterizedTest
  @EnumSource(
      value = MediaType.class,
      names = {"JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP", "AVIF", "HEIC"})
  void refusesPicturesThatEndInTheMiddle(MediaType type) throws Exception {
    byte[] whole = Files.readAllBytes(sample(type));
    Path file = SampleMedia.write(Arrays.copyOf(whole, whole.length * 2 / 3), files.resolve("cut"));

    StageFailure failure = refused(file, type).failure();

    assertEquals(ErrorCode.BROKEN_FILE, failure.code());
    assertTrue(failure.detail().length() > 20, failure.detail());
  }

  @Test
  void refusesTooManyPixelsFromTheHeader() throws Exception {
    Path file = SampleMedia.write(hugePng(), files.resolve("huge"));

    assertEquals(ErrorCode.TOO_MANY_PIXELS, refused(file, MediaType.PNG).failure().code());
    assertEquals(
        ErrorCode.TOO_MANY_PIXELS,
        assertThrows(MediaException.class, () -> tools.describe(file, MediaType.PNG, bench))
            .failure()
            .code());
  }

  /** 60000 x 60000 pixels, all black: a few megabytes of zeros, deflated. */
  private static byte[] hugePng() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer head = ByteBuffer.allocate(13).putInt(60_000).putInt(60_000);
    head.put(new byte[] {8, 0, 0, 0, 0});
    chunk(png, "IHDR", head.array());
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      for (int row = 0; row < 100; row++) {
        out.write(new byte[60_001]);
      }
    }
    chunk(png, "IDAT", deflated.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] body) {
    byte[] named = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(named);
    crc.update(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
    out.writeBytes(named);
    out.writeBytes(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\" -f null -", "-y", "concat:x", ";rm", "new\nline", "\uD83D\uDC26.jpg", "%05d"})
  void readsFilesWhateverTheyAreCalled(String name) throws Exception {
    Path file = SampleMedia.write(SampleMedia.jpeg(64, 64, 1), files.resolve(name));

    assertEquals(2, tools.preview(file, MediaType.JPEG, bench).files().size());
  }

  @Test
  void saysWhatIsWrongWithTextThatClaimsToBeAPicture() throws Exception {
    byte[] text = "\u00ff\u00d8\u00ffThis is a letter.".getBytes(StandardCharsets.ISO_8859_1);
    Path file = SampleMedia.write(text, files.resolve("letter.jpg"));

    assertEquals(ErrorCode.BROKEN_FILE, refused(file, MediaType.JPEG).failure().code());
  }

  @Test
  void convertsTheColoursOfAProfile() throws Exception {
    // in this profile the first channel is blue and the last is red
    ICC_Profile swapped = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
    byte[] red = swapped.getData(ICC_Profile.icSigRedColorantTag);
    byte[] data = swapped.getData();
    ICC_Profile own = ICC_Profile.getInstance(data);
    own.setData(ICC_Profile.icSigRedColorantTag, swapped.getData(ICC_Profile.icSigBlueColorantTag));
    own.setData(ICC_Profile.icSigBlueColorantTag, red);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(SampleMedia.quarters(64, 64, BufferedImage.TYPE_3BYTE_BGR), "png", png);
    Path file = SampleMedia.write(withProfile(png.toByteArray(), own), files.resolve("icc"));

    tools.preview(file, MediaType.PNG, bench);

    assertColor(Color.BLUE, proxy(), 0.25, 0.25);
    assertColor(Color.RED, proxy(), 0.25, 0.75);
  }

  private static byte[] withProfile(byte[] png, ICC_Profile profile) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("own".getBytes(StandardCharsets.US_ASCII));
    body.write(0);
    body.write(0);
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(body)) {
      deflated.write(profile.getData());
    }
    int endOfHead = 8 + 12 + 13;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, endOfHead);
    chunk(out, "iCCP", body.toByteArray());
    out.write(png, endOfHead, png.length - endOfHead);
    return out.toByteArray();
  }

  @Test
  void laysWhatIsTransparentOnWhite() throws Exception {
    BufferedImage clear = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(1, 1, 0xff000000);
    Path file = SampleMedia.image(clear, "png", files.resolve("clear"));

    tools.preview(file, MediaType.PNG, bench);

    assertColor(Color.WHITE, proxy(), 0.5, 0.5);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY
      })
  void keepsTheLightnessOfOtherPixelForms(int form) throws Exception {
    BufferedImage image = new BufferedImage(64, 64, form);
    int level = form == BufferedImage.TYPE_BYTE_BINARY ? 255 : 102;
    for (int i = 0; i < 64 * 64; i++) {
      if (image.getRaster().getNumBands() == 1 && form != BufferedImage.TYPE_BYTE_INDEXED) {
        int sample =
            form == BufferedImage.TYPE_USHORT_GRAY
                ? level << 8
                : form == BufferedImage.TYPE_BYTE_BINARY ? 1 : level;
        image.getRaster().setSample(i % 64, i / 64, 0, sample);
      } else {
        image.setRGB(i % 64, i / 64, new Color(level, level, level).getRGB());
      }
    }
    Path file = SampleMedia.image(image, "png", files.resolve("gray"));

    tools.preview(file, MediaType.PNG, bench);

    assertColor(new Color(level, level, level), proxy(), 0.5, 0.5);
  }

  @Test
  void readsWhatCamerasAndPeopleWrite() throws Exception {
    Path file = fixture("camera.jpg", files.resolve("camera"));

    Description description = tools.describe(file, MediaType.JPEG, bench);

    assertEquals(
        Optional.of(
            new CapturedAt(
                LocalDateTime.of(2024, 6, 1, 12, 30),
                Optional.of(ZoneOffset.ofHours(2)),
                "exif:DateTimeOriginal")),
        description.capturedAt());
    GeoPoint place = description.place().orElseThrow();
    assertEquals(48.2, place.latitude(), 1e-6);
    assertEquals(-16.37, place.longitude(), 1e-6);
    assertEquals(Optional.of("Canon EOS R5"), description.camera());
    for (Fact fact :
        List.of(
            new Fact("keyword", "dog"),
            new Fact("keyword", "window"),
            new Fact("keyword", "cat"),
            new Fact("title", "Two dogs"),
            new Fact("description", "At the window"),
            new Fact("artist", "Huginn <b>"),
            new Fact("lens", "RF50"),
            new Fact("iso", "200"),
            new Fact("fNumber", "f/2.8"))) {
      assertTrue(description.facts().contains(fact), fact + " in " + description.facts());
    }
  }

  @Test
  void readsPicturesOfFourInks() throws Exception {
    WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 64, 4, null);
    for (int i = 0; i < 64 * 64; i++) {
      // Adobe writes inks inverted: no cyan, all magenta, all yellow, no black is red
      inks.setPixel(i % 64, i / 64, new int[] {255, 0, 0, 255});
    }
    Path file = files.resolve("inks");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(inks, null, null), null);
    }
    byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    byte[] marked = SampleMedia.withApp1(Files.readAllBytes(file), adobe);
    marked[3] = (byte) 0xee;
    Files.write(file, marked);

    tools.preview(file, MediaType.JPEG, bench);

    Color seen = new Color(proxy().getRGB(32, 32));
    assertTrue(seen.getRed() > 180 && seen.getGreen() < 90 && seen.getBlue() < 90, "" + seen);
  }

  @Test
  void neverEnlarges() throws Exception {
    Path file = SampleMedia.write(SampleMedia.jpeg(20, 10, 1), files.resolve("tiny"));

    tools.preview(file, MediaType.JPEG, bench);

    assertEquals(20, proxy().getWidth());
    assertEquals(20, ImageIO.read(bench.resolve("thumb-1024.jpg").toFile()).getWidth());
  }

  private Path sample(MediaType type) throws IOException {
    BufferedImage image = SampleMedia.quarters(640, 480, BufferedImage.TYPE_3BYTE_BGR);
    Path file = files.resolve("sample." + type.extension());
    return switch (type) {
      case WEBP, AVIF -> {
        Path png = SampleMedia.image(image, "png", files.resolve("source.png"));
        yield type == MediaType.WEBP
            ? SampleMedia.ffmpeg(file, "-i", png.toString(), "-c:v", "libwebp", "-quality", "90")
            : SampleMedia.ffmpeg(
                file,
                "-i",
                png.toString(),
                "-c:v",
                "libaom-av1",
                "-still-picture",
                "1",
                "-cpu-used",
                "8",
                "-f",
                "avif");
      }
      case HEIC -> fixture("quarters.heic", file);
      default -> SampleMedia.image(image, type.name(), file);
    };
  }

  private Path fixture(String name, Path file) throws IOException {
    try (InputStream in = StillsIT.class.getResourceAsStream(name)) {
      Files.copy(in, file);
    }
    return file;
  }
}
