package dev.muninn.ingest.media;

import dev.muninn.media.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Looks at a video here and there, in one run of ffmpeg: a proxy and a {@code Look} of at most
 * {@link #MAX_FRAMES} frames that are spread over all of it. Keyframes are enough as a rule, since
 * encoders put one where another scene begins; all other packets are dropped before they are
 * decoded, so that the cost is bounded by the number of frames and not by the length. Short videos
 * with longer gaps between keyframes, and those with hardly any, are decoded whole.
 */
final class FrameSampler {
  private static final int LARGE = 1024;
  private static final int PROXY_SHORT = 384;

  /** Some more than the most scenes there can be, to choose from. */
  private static final int MAX_FRAMES = 600;

  private static final double MIN_APART = 0.5;

  /** Where the duration is unknown. */
  private static final double APART_IN_UNKNOWN = 2;

  /** With fewer keyframes than one in so many seconds, scenes would be missed. */
  private static final double SPARSE_SECONDS = 10;

  /** A short video, in the seconds of 1080 lines that are decoded whole at most. */
  private static final double SHORT_SECONDS = 60;

  private static final double SHORT_PIXELS = 1920.0 * 1088;

  /** In a short video the cuts are to be found within a second. */
  private static final double SPARSE_SECONDS_SHORT = 1.1;

  private static final String NOTES = "frames.txt";
  private static final String LOOKS = "looks.rgb";

  private final FfmpegRunner runner;
  private final DecodingSettings settings;

  FrameSampler(FfmpegRunner runner, DecodingSettings settings) {
    this.runner = runner;
    this.settings = settings;
  }

  /** Which frames are decoded. */
  private enum Reading {
    KEYFRAMES,
    ALL_FRAMES
  }

  /** The picture of a frame, by its place in the list. */
  static String fileName(int index) {
    return String.format(Locale.ROOT, "frame-%05d.jpg", index + 1);
  }

  /** In the order of time, at least one; the picture of each lies in the folder of the source. */
  List<Keyframe> frames(VideoSource source) throws MediaException, IOException {
    List<Keyframe> frames = frames(source, Reading.KEYFRAMES);
    if (sparse(frames, source)) {
      frames = frames(source, Reading.ALL_FRAMES);
    }
    if (frames.isEmpty()) {
      throw new MediaException(
          ErrorCode.NO_PICTURE,
          "no frame of the " + source.picture().codec() + " video can be decoded");
    }
    return frames;
  }

  private static double apart(VideoSource source) {
    return source.seconds() > 0
        ? Math.max(MIN_APART, source.seconds() / MAX_FRAMES)
        : APART_IN_UNKNOWN;
  }

  private static boolean sparse(List<Keyframe> keyframes, VideoSource source) {
    double seconds = source.seconds();
    if (seconds <= 2 * ScenePlan.MIN_SECONDS) {
      return keyframes.isEmpty();
    }
    double pixels = (double) source.picture().width() * source.picture().height();
    if (seconds * Math.max(1, pixels / SHORT_PIXELS) <= SHORT_SECONDS) {
      return longestGap(keyframes, seconds) > SPARSE_SECONDS_SHORT;
    }
    return keyframes.size() * Math.max(SPARSE_SECONDS, 2 * apart(source)) < seconds;
  }

  private static double longestGap(List<Keyframe> frames, double seconds) {
    double longest = 0;
    double before = 0;
    for (Keyframe frame : frames) {
      longest = Math.max(longest, frame.seconds() - before);
      before = frame.seconds();
    }
    return Math.max(longest, seconds - before);
  }

  private List<Keyframe> frames(VideoSource source, Reading reading)
      throws MediaException, IOException {
    Path notes = source.folder().resolve(NOTES);
    Path looks = source.folder().resolve(LOOKS);
    Files.deleteIfExists(notes);
    Files.deleteIfExists(looks);
    FfmpegRunner.Result result =
        runner.ffmpeg(source.folder(), arguments(source, reading), settings.videoTimeout());
    List<Keyframe> found =
        Files.exists(notes) && Files.exists(looks)
            ? Keyframe.parse(Files.readAllLines(notes), Files.readAllBytes(looks))
            : List.of();
    if (found.isEmpty() && result.status() != 0) {
      throw FfmpegWords.unreadable(result.errors());
    }
    return existing(source.folder(), found);
  }

  private FfmpegArguments arguments(VideoSource source, Reading reading) {
    FfmpegArguments arguments = new FfmpegArguments();
    if (reading == Reading.KEYFRAMES) {
      arguments
          .with("-skip_frame", "nokey", "-discard", "nokey")
          .with("-bsf:v", onlyKeyframes(apart(source)));
    }
    return arguments
        .number("-threads", settings.ffmpegThreads())
        .input(source.demuxer(), source.input())
        .number("-filter_complex_threads", 1)
        .with("-filter_complex", graph(source, reading))
        .with("-map", "[proxy]", "-fps_mode", "passthrough")
        .number("-frames:v", MAX_FRAMES + 1L)
        .with("-c:v", "mjpeg", "-q:v", "3", "-map_metadata", "-1", "-f", "image2")
        .output("frame-%05d.jpg")
        .with("-map", "[look]", "-fps_mode", "passthrough")
        .number("-frames:v", MAX_FRAMES + 1L)
        .with("-c:v", "rawvideo", "-f", "rawvideo")
        .output(LOOKS);
  }

  /**
   * Drops packets before they are decoded: all but the first keyframe in each span of so many
   * seconds. Variable 0 is the span that the next one must lie in, 1 says that there was one.
   */
  private static String onlyKeyframes(double seconds) {
    return String.format(
        Locale.ROOT,
        "noise=amount=0:drop='if(not(key),1,st(2,floor(if(eq(pts,nopts),dts,pts)*tb/%.3f));"
            + "if(ld(1)*lt(ld(2),ld(0)),1,st(1,1)*st(0,ld(2)+1)*0))'",
        seconds);
  }

  private static String graph(VideoSource source, Reading reading) {
    // keyframes are chosen already; of all frames the first of each span is
    String choice =
        reading == Reading.KEYFRAMES
            ? ""
            : String.format(
                Locale.ROOT,
                "select='isnan(prev_selected_t)+gt(floor(t/%1$.3f),floor(prev_selected_t/%1$.3f))',",
                apart(source));
    return String.format(
        Locale.ROOT,
        "[0:%d]%s%s%s,setsar=1,"
            + "split=2[whole][keep];"
            + "[whole]scale=w=32:h=32:flags=area,format=rgb24,select='gte(scene,0)',"
            + "metadata=mode=print:file="
            + NOTES
            + "[look];[keep]null%s[proxy]",
        source.picture().stream(),
        choice,
        source.fit(PROXY_SHORT, LARGE).filter(),
        source.tones(),
        VideoSource.TO_JPEG);
  }

  /** A run that ended early may have noted a frame whose picture it did not write. */
  private static List<Keyframe> existing(Path folder, List<Keyframe> noted) {
    int count = 0;
    while (count < noted.size() && Files.exists(folder.resolve(fileName(count)))) {
      count++;
    }
    return noted.subList(0, count);
  }
}
