package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.ingest.media.MadePreview.Scene;
import dev.muninn.media.Colour;
import dev.muninn.media.ColourShare;
import dev.muninn.media.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where scenes begin, which colours they have, and that their number is bounded. */
final class ScenesIT {
  private static final String[] MPEG4 = {"-c:v", "mpeg4", "-q:v", "4", "-g", "25"};

  /** One keyframe, at the start. */
  private static final String[] ONE_KEYFRAME = {
    "-c:v", "mpeg4", "-q:v", "4", "-g", "600", "-sc_threshold", "1000000000"
  };

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

  private List<Scene> scenes(String graph, String... encoding) throws Exception {
    Path file = files.resolve("clip.mp4");
    String[] source = {"-filter_complex", graph + "[v]", "-map", "[v]"};
    SampleMedia.ffmpeg(
        file, Stream.of(source, encoding).flatMap(Stream::of).toArray(String[]::new));
    return tools.preview(file, MediaType.MP4, bench).scenes();
  }

  private static String plain(String colour, int seconds) {
    return "color=c=" + colour + ":size=320x240:rate=25:duration=" + seconds;
  }

  private static String joined(String... parts) {
    StringBuilder graph = new StringBuilder();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      graph.append(parts[i]).append("[p").append(i).append("];");
      names.append("[p").append(i).append(']');
    }
    return graph.toString() + names + "concat=n=" + parts.length + ":v=1:a=0";
  }

  private static void assertBegin(List<Scene> scenes, long... startsMs) {
    assertEquals(startsMs.length, scenes.size(), scenes.toString());
    for (int i = 0; i < startsMs.length; i++) {
      assertTrue(Math.abs(startsMs[i] - scenes.get(i).startMs()) <= 1000, scenes.toString());
    }
  }

  private static Colour first(Scene scene) {
    return scene.colours().get(0).colour();
  }

  /** Keyframes each second, each ten seconds, or only one: the cuts are found all the same. */
  @ParameterizedTest
  @CsvSource({"25, 0", "60, 1000000000", "250, 0", "250, 1000000000", "600, 1000000000"})
  void findsClearCutsWithinASecond(String group, String threshold) throws Exception {
    Path page = files.resolve("page.png");
    ImageIO.write(SampleMedia.page(), "png", page.toFile());
    Path file = files.resolve("clip.mp4");
    SampleMedia.ffmpeg(
        file,
        "-loop",
        "1",
        "-framerate",
        "25",
        "-t",
        "10",
        "-i",
        page.toString(),
        "-filter_complex",
        plain("red", 10)
            + "[a];"
            + plain("blue", 10)
            + "[b];[0:v]fps=25,format=yuv420p[c];[a][b][c]concat=n=3:v=1:a=0[v]",
        "-map",
        "[v]",
        "-c:v",
        "mpeg4",
        "-q:v",
        "4",
        "-g",
        group,
        "-sc_threshold",
        threshold);

    List<Scene> scenes = tools.preview(file, MediaType.MP4, bench).scenes();

    assertBegin(scenes, 0, 10_000, 20_000);
    assertEquals(
        List.of(Colour.RED, Colour.BLUE, Colour.WHITE),
        scenes.stream().map(ScenesIT::first).toList());
    assertTrue(scenes.get(1).colours().get(0).percent() > 95);
  }

  @Test
  void aVideoThatNeverChangesIsOneScene() throws Exception {
    assertBegin(scenes(plain("gray", 90), MPEG4), 0);
  }

  @Test
  void aVideoOfOneFrameIsOneScene() throws Exception {
    List<Scene> scenes = scenes(plain("red", 1), "-frames:v", "1", "-c:v", "mpeg4");

    assertBegin(scenes, 0);
    assertEquals(Colour.RED, first(scenes.get(0)));
  }

  @Test
  void findsCutsAtAVariableRate() throws Exception {
    // frames become rarer from 2 s on
    String rare = ",select='lt(t,2)+not(mod(n,7))'";

    List<Scene> scenes =
        scenes(
            joined(plain("red", 6), plain("blue", 6)) + rare,
            "-fps_mode",
            "vfr",
            "-c:v",
            "mpeg4",
            "-g",
            "50");

    assertBegin(scenes, 0, 6000);
  }

  @Test
  void seesTheColoursOfAVideoThatIsTurned() throws Exception {
    scenes(joined(plain("red", 5), plain("blue", 5)), MPEG4);
    Path turned =
        SampleMedia.ffmpeg(
            files.resolve("turned.mp4"),
            "-display_rotation",
            "90",
            "-i",
            files.resolve("clip.mp4").toString(),
            "-c",
            "copy");
    Path folder = Files.createDirectory(files.resolve("turned"));

    List<Scene> scenes = tools.preview(turned, MediaType.MP4, folder).scenes();

    assertBegin(scenes, 0, 5000);
    assertEquals(Colour.BLUE, first(scenes.get(1)));
    assertEquals(320, ImageIO.read(folder.resolve(scenes.get(0).fileName()).toFile()).getHeight());
  }

  @Test
  void aFadeThroughBlackIsNoSceneOfItsOwn() throws Exception {
    List<Scene> scenes =
        scenes(
            joined(
                plain("red", 10) + ",fade=out:st=9.5:d=0.5",
                plain("blue", 10) + ",fade=in:st=0:d=0.5"),
            MPEG4);

    assertTrue(scenes.stream().allMatch(s -> first(s) != Colour.BLACK), scenes.toString());
    assertEquals(Colour.RED, first(scenes.get(0)));
    assertEquals(Colour.BLUE, first(scenes.get(scenes.size() - 1)));
  }

  @Test
  void aVideoInTheDarkIsBlackAndStillHasAPicture() throws Exception {
    List<Scene> scenes = scenes(plain("0x080808", 20) + ",noise=alls=4:allf=t", MPEG4);

    assertBegin(scenes, 0);
    assertEquals(Colour.BLACK, first(scenes.get(0)));
  }

  @Test
  void alwaysAnotherPictureIsAtMostOneSceneEachFiveSeconds() throws Exception {
    // a new colour each second
    List<Scene> scenes =
        scenes(
            "testsrc2=size=160x120:rate=10:duration=60,hue=h='97*floor(t)':b='3*mod(floor(t),3)-3'",
            ONE_KEYFRAME);

    assertTrue(scenes.size() > 6 && scenes.size() <= 12, scenes.size() + " scenes");
  }

  /** Two hours with a keyframe each second: few are decoded. */
  @Test
  void twoHoursAreABoundedNumberOfScenes() throws Exception {
    List<Scene> scenes =
        scenes(
            "testsrc2=size=64x36:rate=2:duration=7200,hue=h='71*floor(t/11)'",
            "-c:v",
            "mpeg4",
            "-g",
            "2");

    assertTrue(scenes.size() > 250 && scenes.size() <= 512, scenes.size() + " scenes");
    assertTrue(Math.abs(7_200_000 - scenes.get(scenes.size() - 1).endMs()) <= 1000);
    try (Stream<Path> left = Files.list(bench)) {
      long frames = left.filter(f -> f.getFileName().toString().startsWith("frame-")).count();
      assertTrue(frames <= 601, frames + " frames decoded");
    }
  }

  @Test
  void aPictureHasItsColoursToo() throws Exception {
    Path file = files.resolve("quarters.jpg");
    Files.write(file, SampleMedia.jpeg(640, 480, 6));

    List<ColourShare> colours =
        tools.preview(file, MediaType.JPEG, bench).scenes().get(0).colours();

    assertEquals(3, colours.size());
    assertTrue(colours.stream().allMatch(share -> share.percent() >= 20), colours.toString());
  }
}
