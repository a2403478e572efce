package dev.muninn.ingest.media;

import dev.muninn.ingest.media.MadePreview.Made;
import dev.muninn.ingest.media.MadePreview.Scene;
import dev.muninn.ingest.media.Probe.Picture;
import dev.muninn.media.ColourShare;
import dev.muninn.media.Derived.Role;
import dev.muninn.media.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the pictures of a video: those of its scenes out of the frames that {@link FrameSampler}
 * leaves; poster, thumbnails and the preview clip in one run of ffmpeg at a telling moment.
 */
final class VideoPreviewer {
  private static final int LARGE = 1024;
  private static final int SMALL = 256;
  private static final int CLIP_WIDTH = 480;
  private static final int CLIP_RATE = 25;
  private static final double CLIP_SECONDS = 3;

  private static final double POSTER_AT = 0.1;

  private final FfmpegRunner runner;
  private final DecodingSettings settings;
  private final FrameSampler sampler;

  VideoPreviewer(FfmpegRunner runner, DecodingSettings settings) {
    this.runner = runner;
    this.settings = settings;
    this.sampler = new FrameSampler(runner, settings);
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
    VideoSource source =
        new VideoSource(demuxer, input, folder, picture, probe.duration().orElse(0));
    try {
      List<Keyframe> frames = sampler.frames(source);
      List<Made> files = showpieces(source, poster(frames, source.seconds()));
      return new MadePreview(files, scenes(source, frames));
    } catch (IOException e) {
      MediaException failed =
          new MediaException(ErrorCode.STORAGE_FAILED, "in the working folder: " + e.getMessage());
      failed.initCause(e);
      throw failed;
    }
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

  /** The first frame from a tenth on that is not black, else the brightest; in seconds. */
  private static double poster(List<Keyframe> frames, double seconds) {
    Keyframe brightest = frames.get(0);
    for (Keyframe frame : frames) {
      if (frame.seconds() >= POSTER_AT * seconds && frame.luma() >= ScenePlan.BLACK) {
        return frame.seconds();
      }
      brightest = frame.luma() > brightest.luma() ? frame : brightest;
    }
    return brightest.seconds();
  }

  private List<Made> showpieces(VideoSource source, double at) throws MediaException, IOException {
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

  private static boolean allThere(VideoSource source) throws IOException {
    for (String name : List.of("poster.jpg", "thumb-256.jpg", "preview.webm")) {
      Path file = source.folder().resolve(name);
      if (!Files.exists(file) || Files.size(file) == 0) {
        return false;
      }
    }
    return true;
  }

  private FfmpegRunner.Result showpieces(VideoSource source, double at, Reach reach)
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
            VideoSource.TO_JPEG,
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
  private static FrameSize clipSize(VideoSource source) {
    boolean wide = source.picture().shownWidth() >= source.picture().shownHeight();
    return wide ? source.fit(CLIP_WIDTH, CLIP_WIDTH) : source.fit(CLIP_WIDTH, 2 * CLIP_WIDTH);
  }

  private static void still(FfmpegArguments arguments, String pad, String name) {
    arguments
        .with("-map", pad, "-map_metadata", "-1", "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "3")
        .with("-update", "1", "-f", "image2")
        .output(name);
  }

  private static List<Scene> scenes(VideoSource source, List<Keyframe> frames) throws IOException {
    List<Scene> scenes = new ArrayList<>();
    for (ScenePlan.Planned planned : ScenePlan.of(frames, source.seconds()).scenes()) {
      String name = String.format(Locale.ROOT, "proxy-%02d.jpg", scenes.size());
      Path from = source.folder().resolve(FrameSampler.fileName(planned.frame()));
      Files.copy(from, source.folder().resolve(name));
      List<ColourShare> colours = DominantColours.of(frames.get(planned.frame()).look());
      scenes.add(new Scene(planned.startMs(), planned.endMs(), name, colours));
    }
    return scenes;
  }
}
