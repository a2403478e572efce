package dev.muninn.ingest.media;

import dev.muninn.ingest.media.Probe.Tile;
import dev.muninn.ingest.media.Probe.TileGrid;
import dev.muninn.media.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Decodes HEIC and AVIF with ffmpeg into a plain bitmap of at most {@link #EDGE} pixels, stored
 * orientation and colours; a picture stored as a grid of tiles, as phones do, is put together. The
 * rest is done where all stills are finished.
 */
final class HeifPixels {
  /** Twice the largest picture that is made of it. */
  private static final int EDGE = 2048;

  private static final int MAX_TILES = 1024;

  private final FfmpegRunner runner;
  private final DecodingSettings settings;

  HeifPixels(FfmpegRunner runner, DecodingSettings settings) {
    this.runner = runner;
    this.settings = settings;
  }

  /** The bitmap's name in the folder. */
  String decode(String input, Path folder, Probe probe) throws MediaException {
    String graph = probe.tiles().isPresent() ? together(probe.tiles().get()) : single(probe);
    FfmpegArguments arguments =
        new FfmpegArguments()
            .with("-noautorotate")
            .number("-threads", settings.ffmpegThreads())
            .input(Demuxer.MOV, input)
            .number("-filter_complex_threads", 1)
            .with("-filter_complex", graph, "-map", "[out]", "-frames:v", "1", "-update", "1")
            .with("-c:v", "bmp", "-f", "image2")
            .output("decoded.bmp");
    FfmpegRunner.Result result = runner.ffmpeg(folder, arguments, settings.stillTimeout());
    // a picture of which a part is missing is no picture: complaints count, not the status alone
    if (result.status() != 0
        || !result.errors().isBlank()
        || !Files.exists(folder.resolve("decoded.bmp"))) {
      throw FfmpegWords.unreadable(result.errors());
    }
    return "decoded.bmp";
  }

  private String single(Probe probe) throws MediaException {
    Probe.Picture picture =
        probe
            .picture()
            .orElseThrow(
                () -> new MediaException(ErrorCode.BROKEN_FILE, "there is no picture in it"));
    requireKnown(picture.codec());
    requirePixels(picture.width(), picture.height());
    return "[0:"
        + picture.stream()
        + ']'
        + FrameSize.fit(picture.width(), picture.height(), EDGE, EDGE).filter()
        + ",format=bgr24[out]";
  }

  private String together(TileGrid grid) throws MediaException {
    requireKnown(grid.codec());
    requirePixels(grid.width(), grid.height());
    if (grid.tiles().isEmpty() || grid.tiles().size() > MAX_TILES) {
      throw new MediaException(
          ErrorCode.BROKEN_FILE, "a grid of " + grid.tiles().size() + " tiles");
    }
    StringBuilder inputs = new StringBuilder();
    StringBuilder places = new StringBuilder();
    for (Tile tile : grid.tiles()) {
      inputs.append("[0:").append(tile.stream()).append(']');
      places.append(places.isEmpty() ? "" : "|").append(tile.left()).append('_').append(tile.top());
    }
    String stack =
        grid.tiles().size() == 1
            ? "null"
            : "xstack=inputs=" + grid.tiles().size() + ":layout=" + places;
    return inputs
        + stack
        + ",crop=w="
        + grid.width()
        + ":h="
        + grid.height()
        + ":x=0:y=0,"
        + FrameSize.fit(grid.width(), grid.height(), EDGE, EDGE).filter()
        + ",format=bgr24[out]";
  }

  private void requirePixels(int width, int height) throws MediaException {
    if (width < 1 || height < 1) {
      throw new MediaException(ErrorCode.BROKEN_FILE, "a picture of " + width + " x " + height);
    }
    if ((long) width * height > settings.maxPixels()) {
      throw new MediaException(
          ErrorCode.TOO_MANY_PIXELS, width + " x " + height + " pixels are more than allowed");
    }
  }

  private static void requireKnown(String codec) throws MediaException {
    if (!codec.equals("hevc") && !codec.equals("av1")) {
      throw new MediaException(ErrorCode.BROKEN_FILE, "a picture coded as " + codec);
    }
  }
}
