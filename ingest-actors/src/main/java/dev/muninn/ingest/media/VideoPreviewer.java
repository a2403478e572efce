package dev.muninn.ingest.media;

import dev.muninn.ingest.media.MadePreview.Made;
import dev.muninn.ingest.media.MadePreview.Scene;
import dev.muninn.ingest.media.Probe.Picture;
import dev.muninn.media.Derived.Role;
import dev.muninn.media.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the pictures of a video in two runs of ffmpeg: one over the keyframes alone, which finds
 * the scenes and leaves their proxies; one at a telling moment for the poster, the thumbnails and
 * the preview clip. Videos with hardly any keyframes are read whole instead.
 */
final class VideoPreviewer {
  private static final int LARGE = 1024;
  private static final int SMALL = 256;
  private static final int PROXY_SHORT = 384;
  private static final int CLIP_WIDTH = 480;
  private static final int CLIP_RATE = 25;
  private static final double CLIP_SECONDS = 3;
  private static final int MAX_FRAMES = 1_000;

  /** With fewer keyframes than one in so many seconds, scenes would be missed. */
  private static final double SPARSE_SECONDS = 10;

  /** Short videos are read whole sooner: it costs little. */
  private static final double SHORT_SECONDS = 60;

  private static final double SPARSE_SECONDS_SHORT = 2.5;

  /** Below, a frame counts as black. */
  private static final double BLACK = 32;

  private static final double POSTER_AT = 0.1;

  /** Keeps the colours: JPEG is full range with the matrix of BT.601, video mostly is not. */
  private static final String TO_JPEG =
      ",scale=out_color_matrix=bt601:out_range=full,format=yuvj420p";

  private final FfmpegRunner runner;
  private final DecodingSettings settings;

  VideoPreviewer(FfmpegRunner runner, DecodingSettings settings) {
    this.runner = runner;
    this.settings = settings;
  }

  /** Which frames are decoded. */
  private enum Reading {
    KEYFRAMES,
    ALL_FRAMES
  }

  /** How the moment of the poster is reached. */
  private enum Reach {
    /** Quick, but a stream without a keyframe after the place it lands at gives nothing. */
    SEEK,
    /** From the start: slow, and always there. */
    DECODE
  }

  MadePreview make(Demuxer demuxer, String input, Path folder, Probe probe) throws MediaException {
    Picture picture = decodable(probe);
    Source source = new Source(demuxer, input, folder, picture, probe.duration().orElse(0));
    try {
      List<Keyframe> frames = frames(source, Reading.KEYFRAMES);
      if (sparse(frames.size(), source.seconds())) {
        frames = frames(source, Reading.ALL_FRAMES);
      }
      if (frames.isEmpty()) {
        throw new MediaException(
            ErrorCode.NO_PICTURE, "no frame of the " + picture.codec() + " video can be decoded");
      }
      List<Made> files = showpieces(source, poster(frames, source.seconds()));
      return new MadePreview(files, scenes(source, frames));
    } catch (IOException e) {
      MediaException failed =
          new MediaException(ErrorCode.STORAGE_FAILED, "in the working folder: " + e.getMessage());
      failed.initCause(e);
      throw failed;
    }
  }

  private static boolean sparse(int keyframes, double seconds) {
    double apart = seconds <= SHORT_SECONDS ? SPARSE_SECONDS_SHORT : SPARSE_SECONDS;
    return seconds > 2 * ScenePlan.MIN_SECONDS && keyframes * apart < seconds;
  }

  private Picture decodable(Probe probe) throws MediaException {
    Picture picture =
        probe
            .picture()
            .orElseThrow(() -> new MediaException(ErrorCode.NO_PICTURE, "there is no video track"));
    if (!Codecs.VIDEO.contains(picture.codec())) {
      throw new MediaException(
          ErrorCode.NO_PICTURE, "the codec " + picture.codec() + " is not one that is decoded");
    }
    if ((long) picture.width() * picture.height() > settings.maxPixels()) {
      throw new MediaException(
          ErrorCode.TOO_MANY_PIXELS, picture.width() + " x " + picture.height() + " pixels");
    }
    return picture;
  }

  private record Source(
      Demuxer demuxer, String input, Path folder, Picture picture, double seconds) {

    FrameSize fit(int shortEdge, int longEdge) {
      return FrameSize.fit(picture.shownWidth(), picture.shownHeight(), shortEdge, longEdge);
    }

    /** HDR is mapped to what screens and JPEG show (ITU-R BT.2408: white at 203 cd/m²). */
    String tones() {
      return picture.range() == Probe.Range.STANDARD
          ? ""
          : ",zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,"
              + "zscale=t=bt709:m=bt709:r=tv,format=yuv420p";
    }
  }

  private List<Keyframe> frames(Source source, Reading reading) throws MediaException, IOException {
    Path notes = source.folder().resolve("frames.txt");
    Files.deleteIfExists(notes);
    double gap = Math.max(reading == Reading.ALL_FRAMES ? 1 : 0, source.seconds() / MAX_FRAMES);
    String graph =
        String.format(
            Locale.ROOT,
            "[0:%d]select='isnan(prev_selected_t)+gte(t-prev_selected_t,%.3f)',%s%s,setsar=1,"
                + "split=2[look][keep];"
                + "[look]scale=w=320:h=180:flags=fast_bilinear,select='gte(scene,0)',signalstats,"
                + "metadata=mode=print:file=frames.txt,nullsink;[keep]null%s[proxy]",
            source.picture().stream(),
            gap,
            source.fit(PROXY_SHORT, LARGE).filter(),
            source.tones(),
            TO_JPEG);
    FfmpegArguments arguments = new FfmpegArguments();
    if (reading == Reading.KEYFRAMES) {
      arguments.with("-skip_frame", "nokey");
    }
    arguments
        .number("-threads", settings.ffmpegThreads())
        .input(source.demuxer(), source.input())
        .number("-filter_complex_threads", 1)
        .with("-filter_complex", graph, "-map", "[proxy]", "-fps_mode", "passthrough")
        .number("-frames:v", MAX_FRAMES + 1L)
        .with("-c:v", "mjpeg", "-q:v", "3", "-map_metadata", "-1", "-f", "image2")
        .output("frame-%05d.jpg");
    FfmpegRunner.Result result = runner.ffmpeg(source.folder(), arguments, settings.videoTimeout());
    List<Keyframe> found =
        Files.exists(notes) ? Keyframe.parse(Files.readAllLines(notes)) : List.of();
    if (found.isEmpty() && result.status() != 0) {
      throw FfmpegWords.unreadable(result.errors());
    }
    return existing(source.folder(), found);
  }

  /** A run that ended early may have noted a frame whose picture it did not write. */
  private static List<Keyframe> existing(Path folder, List<Keyframe> noted) {
    int count = 0;
    while (count < noted.size() && Files.exists(folder.resolve(frameName(count)))) {
      count++;
    }
    return noted.subList(0, count);
  }

  private static String frameName(int index) {
    return String.format(Locale.ROOT, "frame-%05d.jpg", index + 1);
  }

  /** The first frame from a tenth on that is not black, else the brightest; in seconds. */
  private static double poster(List<Keyframe> frames, double seconds) {
    Keyframe brightest = frames.get(0);
    for (Keyframe frame : frames) {
      if (frame.seconds() >= POSTER_AT * seconds && frame.luma() >= BLACK) {
        return frame.seconds();
      }
      brightest = frame.luma() > brightest.luma() ? frame : brightest;
    }
    return brightest.seconds();
  }

  private List<Made> showpieces(Source source, double at) throws MediaException, IOException {
    FfmpegRunner.Result result = showpieces(source, at, Reach.SEEK);
    if (at > 0 && !allThere(source)) {
      result = showpieces(source, at, Reach.DECODE);
    }
    if (!allThere(source)) {
      throw FfmpegWords.unreadable(result.errors());
    }
    Files.createLink(
        source.folder().resolve("thumb-1024.jpg"), source.folder().resolve("poster.jpg"));
    FrameSize large = source.fit(LARGE, LARGE);
    FrameSize small = source.fit(SMALL, SMALL);
    FrameSize clip = clipSize(source);
    return List.of(
        new Made(Role.THUMB_1024, "thumb-1024.jpg", large.width(), large.height()),
        new Made(Role.THUMB_256, "thumb-256.jpg", small.width(), small.height()),
        new Made(Role.POSTER, "poster.jpg", large.width(), large.height()),
        new Made(Role.PREVIEW_CLIP, "preview.webm", clip.width(), clip.height()));
  }

  private static boolean allThere(Source source) throws IOException {
    for (String name : List.of("poster.jpg", "thumb-256.jpg", "preview.webm")) {
      Path file = source.folder().resolve(name);
      if (!Files.exists(file) || Files.size(file) == 0) {
        return false;
      }
    }
    return true;
  }

  private FfmpegRunner.Result showpieces(Source source, double at, Reach reach)
      throws MediaException {
    String graph =
        String.format(
            Locale.ROOT,
            "[0:%d]%ssplit=2[still][moving];[still]%s%s,setsar=1%s,split=2[large][s];"
                + "[s]%s[small];[moving]fps=%d,%s%s,setsar=1,format=yuv420p[clip]",
            source.picture().stream(),
            reach == Reach.DECODE
                ? String.format(Locale.ROOT, "trim=start=%.3f,setpts=PTS-STARTPTS,", at)
                : "",
            source.fit(LARGE, LARGE).filter(),
            source.tones(),
            TO_JPEG,
            source.fit(SMALL, SMALL).filter(),
            CLIP_RATE,
            clipSize(source).filter(),
            source.tones());
    FfmpegArguments arguments = new FfmpegArguments().number("-threads", settings.ffmpegThreads());
    if (reach == Reach.SEEK) {
      arguments.seconds("-ss", at);
    }
    arguments
        .input(source.demuxer(), source.input())
        .number("-filter_complex_threads", 1)
        .with("-filter_complex", graph);
    still(arguments, "[large]", "poster.jpg");
    still(arguments, "[small]", "thumb-256.jpg");
    arguments
        .with("-map", "[clip]", "-map_metadata", "-1", "-c:v", "libvpx-vp9")
        .with("-deadline", "realtime", "-cpu-used", "8", "-b:v", "400k", "-g", "75")
        .number("-threads", settings.ffmpegThreads())
        .seconds("-t", CLIP_SECONDS)
        .with("-f", "webm")
        .output("preview.webm");
    return runner.ffmpeg(source.folder(), arguments, settings.videoTimeout());
  }

  /** At most so wide, whatever the height. */
  private static FrameSize clipSize(Source source) {
    boolean wide = source.picture().shownWidth() >= source.picture().shownHeight();
    return wide ? source.fit(CLIP_WIDTH, CLIP_WIDTH) : source.fit(CLIP_WIDTH, 2 * CLIP_WIDTH);
  }

  private static void still(FfmpegArguments arguments, String pad, String name) {
    arguments
        .with("-map", pad, "-map_metadata", "-1", "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "3")
        .with("-update", "1", "-f", "image2")
        .output(name);
  }

  private static List<Scene> scenes(Source source, List<Keyframe> frames) throws IOException {
    List<Scene> scenes = new ArrayList<>();
    for (ScenePlan.Planned planned : ScenePlan.of(frames, source.seconds()).scenes()) {
      String name = String.format(Locale.ROOT, "proxy-%02d.jpg", scenes.size());
      Path from = source.folder().resolve(frameName(planned.frame()));
      Files.copy(from, source.folder().resolve(name));
      scenes.add(new Scene(planned.startMs(), planned.endMs(), name));
    }
    return scenes;
  }
}
