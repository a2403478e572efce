package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.CapturedAt;
import dev.muninn.media.Derived.Role;
import dev.muninn.media.Description;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.Fact;
import dev.muninn.media.GeoPoint;
import dev.muninn.media.MediaType;
import dev.muninn.media.Signature;
import dev.muninn.media.StageFailure;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StreamsIT {
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

  private Path sample(MediaType type) throws IOException {
    Path file = files.resolve("sample." + type.extension());
    return switch (type) {
      case MP4, MOV, AVI ->
          SampleMedia.video(file, 3, "-c:v", "mpeg4", "-q:v", "3", "-c:a", "aac", "-g", "25");
      case MKV ->
          SampleMedia.video(
              file, 3, "-c:v", "libopenh264", "-b:v", "900k", "-g", "25", "-c:a", "flac");
      case WEBM ->
          SampleMedia.video(
              file,
              3,
              "-c:v",
              "libvpx",
              "-deadline",
              "realtime",
              "-cpu-used",
              "8",
              "-c:a",
              "libopus");
      case MPEG_TS -> SampleMedia.video(file, 3, "-c:v", "mpeg2video", "-q:v", "3", "-c:a", "mp2");
      case MP3 -> SampleMedia.sound(file, "-c:a", "libmp3lame", "-metadata", "title=A tone");
      case FLAC -> SampleMedia.sound(file, "-c:a", "flac", "-metadata", "title=A tone");
      case M4A -> SampleMedia.sound(file, "-c:a", "aac", "-metadata", "title=A tone");
      case WAV -> SampleMedia.sound(file, "-c:a", "pcm_s16le", "-metadata", "title=A tone");
      case OGG -> SampleMedia.sound(file, "-c:a", "libopus", "-metadata", "title=A tone");
      case JPEG, PNG, WEBP, GIF, TIFF, BMP, HEIC, AVIF ->
          throw new IllegalArgumentException("no stream: " + type);
    };
  }

  /** Seeking lands behind the one keyframe, where nothing can be decoded. */
  @Test
  void previewsATransportStreamOfOneKeyframe() throws Exception {
    Path file =
        SampleMedia.video(
            files.resolve("one.ts"),
            3,
            "-c:v",
            "mpeg2video",
            "-q:v",
            "3",
            "-g",
            "600",
            "-sc_threshold",
            "1000000000",
            "-c:a",
            "mp2");

    MadePreview made = tools.preview(file, MediaType.MPEG_TS, bench);

    assertEquals(2, made.scenes().size(), "the cut is seen: " + made.scenes());
    assertEquals(256, ImageIO.read(bench.resolve("thumb-256.jpg").toFile()).getWidth());
    assertTrue(Files.size(bench.resolve("preview.webm")) > 1000, "the clip is there");
  }

  @ParameterizedTest
  @EnumSource(
      value = MediaType.class,
      names = {"MP4", "MOV", "MKV", "WEBM", "AVI", "MPEG_TS"})
  void describesAndPreviewsEveryKindOfVideo(MediaType type) throws Exception {
    Path file = sample(type);
    assertEquals(Optional.of(type), Signature.sniff(Arrays.copyOf(Files.readAllBytes(file), 4096)));

    Description description = tools.describe(file, type, bench);
    MadePreview made = tools.preview(file, type, bench);

    assertEquals(Optional.of(320), description.width());
    assertEquals(Optional.of(240), description.height());
    assertTrue(Math.abs(6000 - description.durationMs().orElseThrow()) <= 300);
    assertTrue(description.videoCodec().isPresent() && description.audioCodec().isPresent());
    assertEquals(
        List.of(Role.THUMB_1024, Role.THUMB_256, Role.POSTER, Role.PREVIEW_CLIP),
        made.files().stream().map(MadePreview.Made::role).toList());
    assertEquals(2, made.scenes().size(), "the cut in the middle is seen: " + made.scenes());
    assertTrue(Math.abs(3000 - made.scenes().get(1).startMs()) <= 100);
    BufferedImage red = ImageIO.read(bench.resolve(made.scenes().get(0).fileName()).toFile());
    int pixel = red.getRGB(red.getWidth() * 3 / 4, red.getHeight() / 2);
    assertTrue(((pixel >> 16) & 0xff) > 220 && ((pixel >> 8) & 0xff) < 40, "a red first scene");
    assertEquals(256, ImageIO.read(bench.resolve("thumb-256.jpg").toFile()).getWidth());
    byte[] clip = Files.readAllBytes(bench.resolve("preview.webm"));
    assertEquals(Optional.of(MediaType.WEBM), Signature.sniff(clip));
  }

  @ParameterizedTest
  @EnumSource(
      value = MediaType.class,
      names = {"MP3", "FLAC", "M4A", "WAV", "OGG"})
  void describesEveryKindOfSound(MediaType type) throws Exception {
    Description description = tools.describe(sample(type), type, bench);

    assertTrue(Math.abs(1000 - description.durationMs().orElseThrow()) <= 100);
    assertTrue(description.audioCodec().isPresent());
    assertTrue(description.facts().contains(new Fact("title", "A tone")));
  }

  @Test
  void turnsVideosAsTheirDisplayMatrixSays() throws Exception {
    Path flat = files.resolve("flat.mp4");
    SampleMedia.video(flat, 3, "-c:v", "mpeg4", "-q:v", "3", "-an");
    Path turned =
        SampleMedia.ffmpeg(
            files.resolve("turned.mp4"),
            "-display_rotation",
            "-90",
            "-i",
            flat.toString(),
            "-c",
            "copy");

    Description description = tools.describe(turned, MediaType.MP4, bench);
    tools.preview(turned, MediaType.MP4, bench);

    assertEquals(Optional.of(240), description.width());
    assertEquals(Optional.of(320), description.height());
    assertEquals(Optional.of(6), description.orientation());
    // the white quarter of the first scene goes from the top left to the top right
    BufferedImage first = ImageIO.read(bench.resolve("proxy-00.jpg").toFile());
    assertEquals(240, first.getWidth());
    assertEquals(320, first.getHeight());
    assertTrue((first.getRGB(180, 80) & 0xff) > 220, "white at the top right");
    assertTrue((first.getRGB(60, 80) & 0xff) < 60, "red at the top left");
  }

  @Test
  void readsTimeAndPlaceOfPhones() throws Exception {
    Path file =
        SampleMedia.video(
            files.resolve("phone.mov"),
            1,
            "-c:v",
            "mpeg4",
            "-an",
            "-movflags",
            "use_metadata_tags",
            "-metadata",
            "com.apple.quicktime.creationdate=2024-06-01T12:30:00+0200",
            "-metadata",
            "com.apple.quicktime.location.ISO6709=+48.2082+016.3738+171.000/",
            "-metadata",
            "com.apple.quicktime.make=Apple",
            "-metadata",
            "com.apple.quicktime.model=iPhone 15");

    Description description = tools.describe(file, MediaType.MOV, bench);

    assertEquals(
        Optional.of(
            new CapturedAt(
                LocalDateTime.of(2024, 6, 1, 12, 30),
                Optional.of(ZoneOffset.ofHours(2)),
                "container:com.apple.quicktime.creationdate")),
        description.capturedAt());
    assertEquals(Optional.of(new GeoPoint(48.2082, 16.3738)), description.place());
    assertEquals(Optional.of("Apple iPhone 15"), description.camera());
  }

  @Test
  void saysThatTheIndexIsMissing() throws Exception {
    byte[] whole = Files.readAllBytes(sample(MediaType.MP4));
    Path cut = SampleMedia.write(Arrays.copyOf(whole, whole.length / 2), files.resolve("cut"));

    StageFailure failure =
        assertThrows(MediaException.class, () -> tools.describe(cut, MediaType.MP4, bench))
            .failure();

    assertEquals(ErrorCode.BROKEN_FILE, failure.code());
    assertTrue(failure.detail().contains("index of the video"), failure.detail());
  }

  @Test
  void saysThatASoundHasNoSound() throws Exception {
    Path video =
        SampleMedia.ffmpeg(
            files.resolve("silent.mp4"),
            "-filter_complex",
            "color=c=red:size=64x48:rate=5:duration=1[v]",
            "-map",
            "[v]",
            "-c:v",
            "mpeg4");

    StageFailure failure =
        assertThrows(MediaException.class, () -> tools.describe(video, MediaType.M4A, bench))
            .failure();

    assertEquals(ErrorCode.NOT_WHAT_IT_SAYS, failure.code());
  }

  @Test
  void saysThatAVideoHasNoPicture() throws Exception {
    Path sound = SampleMedia.sound(files.resolve("sound.mp4"), "-c:a", "aac");

    StageFailure failure =
        assertThrows(MediaException.class, () -> tools.preview(sound, MediaType.MP4, bench))
            .failure();

    assertEquals(ErrorCode.NO_PICTURE, failure.code());
  }

  @Test
  void followsNoPlaylistThatClaimsToBeAVideo() throws Exception {
    String list = "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n";
    Path file =
        SampleMedia.write(list.getBytes(StandardCharsets.UTF_8), files.resolve("list.m3u8"));

    for (MediaType type : List.of(MediaType.MP4, MediaType.MKV, MediaType.MPEG_TS)) {
      StageFailure failure =
          assertThrows(MediaException.class, () -> tools.describe(file, type, bench)).failure();
      assertEquals(ErrorCode.BROKEN_FILE, failure.code());
    }
  }

  @Test
  void readsVideosWhateverTheyAreCalled() throws Exception {
    Path file = files.resolve("a\" -f null - %03d\n.mp4");
    Files.move(sample(MediaType.MP4), file);

    assertEquals(2, tools.preview(file, MediaType.MP4, bench).scenes().size());
  }

  @Test
  void readsVideosWithHardlyAnyKeyframesWhole() throws Exception {
    Path file =
        SampleMedia.ffmpeg(
            files.resolve("sparse.mp4"),
            "-filter_complex",
            "testsrc2=size=160x120:rate=5:duration=45[v]",
            "-map",
            "[v]",
            "-c:v",
            "mpeg4",
            "-g",
            "600",
            "-sc_threshold",
            "1000000000");

    MadePreview made = tools.preview(file, MediaType.MP4, bench);

    assertTrue(made.scenes().size() >= 2, "45 s are not one scene: " + made.scenes());
  }
}
