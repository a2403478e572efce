package dev.muninn.ingest.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.muninn.ingest.media.MadePreview.Made;
import dev.muninn.ingest.media.MadePreview.Scene;
import dev.muninn.ingest.media.child.Reply;
import dev.muninn.ingest.media.child.Request;
import dev.muninn.ingest.media.child.StillFacts;
import dev.muninn.ingest.media.child.StillType;
import dev.muninn.media.Derived.Role;
import dev.muninn.media.Description;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaKind;
import dev.muninn.media.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens originals, all of it in child processes. The file is handed over under a name of ours in
 * the run's private folder, whatever its owner called it. Thread-safe; calls block until a child is
 * free and has answered, so they belong on the stage dispatcher.
 */
public final class DecodingTools implements AutoCloseable {
  private final DecodingSettings settings;
  private final DecoderPool pool;
  private final FfmpegRunner runner;
  private final HeifPixels heif;
  private final VideoPreviewer videos;

  DecodingTools(DecodingSettings settings, DecoderPool pool, FfmpegRunner runner) {
    this.settings = settings;
    this.pool = pool;
    this.runner = runner;
    this.heif = new HeifPixels(runner, settings);
    this.videos = new VideoPreviewer(runner, settings);
  }

  /**
   * Unpacks ffmpeg where that was not done before; decoder JVMs start when the first file comes.
   */
  public static DecodingTools start(DecodingSettings settings) throws IOException {
    FfmpegPrograms programs = FfmpegPrograms.unpack(settings.programs());
    return new DecodingTools(
        settings,
        new DecoderPool(settings, DecoderCommand.ofDecoderMain(settings.decoderHeap())),
        new FfmpegRunner(programs, settings.ffmpegMemory()));
  }

  /** The bundled ffmpeg, unpacked below {@code parent} where that was not done before. */
  public static Path ffmpeg(Path parent) throws IOException {
    return FfmpegPrograms.unpack(parent).ffmpeg();
  }

  /**
   * What the file says about itself.
   *
   * @param folder a private folder of this run, with room for a link
   */
  public Description describe(Path original, MediaType type, Path folder) throws MediaException {
    Path input = link(original, type, folder);
    if (type.kind() != MediaKind.IMAGE) {
      return StreamDescription.of(type.kind(), probe(type, input));
    }
    StillType still = stillType(type);
    Reply reply =
        pool.ask(
            new Request(
                Request.Op.DESCRIBE,
                still,
                input.toString(),
                folder.toString(),
                "",
                settings.maxPixels()));
    if (reply instanceof Reply.Described described) {
      return StillDescription.of(
          still == StillType.HEIF ? sized(described.facts(), input, type) : described.facts());
    }
    throw refusal(reply);
  }

  /** HEIF files that do not tell the size of their picture are asked through ffprobe. */
  private StillFacts sized(StillFacts facts, Path input, MediaType type) throws MediaException {
    if (facts.width() > 0 && facts.height() > 0) {
      return facts;
    }
    Probe probe = probe(type, input);
    int width =
        probe
            .tiles()
            .map(Probe.TileGrid::width)
            .or(() -> probe.picture().map(p -> p.width()))
            .orElse(0);
    int height =
        probe
            .tiles()
            .map(Probe.TileGrid::height)
            .or(() -> probe.picture().map(p -> p.height()))
            .orElse(0);
    return new StillFacts(
        width,
        height,
        facts.orientation(),
        facts.capturedAt(),
        facts.offset(),
        facts.capturedFrom(),
        facts.latitude(),
        facts.longitude(),
        facts.make(),
        facts.model(),
        facts.texts());
  }

  /**
   * Makes the small pictures of a still or a video as files in {@code folder}.
   *
   * @throws IllegalArgumentException for audio, which has none
   */
  public MadePreview preview(Path original, MediaType type, Path folder) throws MediaException {
    Path input = link(original, type, folder);
    if (type.kind() == MediaKind.VIDEO) {
      return videos.make(
          Demuxer.of(type), input.getFileName().toString(), folder, probe(type, input));
    }
    if (type.kind() != MediaKind.IMAGE) {
      throw new IllegalArgumentException("no preview of " + type);
    }
    StillType still = stillType(type);
    Request request =
        still == StillType.HEIF
            ? decodedHeif(input, type, folder)
            : new Request(
                Request.Op.PREVIEW,
                still,
                input.toString(),
                folder.toString(),
                "",
                settings.maxPixels());
    Reply reply = pool.ask(request);
    if (reply instanceof Reply.Previewed previewed) {
      return made(previewed, folder);
    }
    throw refusal(reply);
  }

  private Request decodedHeif(Path input, MediaType type, Path folder) throws MediaException {
    String bitmap = heif.decode(input.getFileName().toString(), folder, probe(type, input));
    return new Request(
        Request.Op.PREVIEW,
        StillType.BMP,
        folder.resolve(bitmap).toString(),
        folder.toString(),
        input.toString(),
        settings.maxPixels());
  }

  private static MadePreview made(Reply.Previewed previewed, Path folder) throws MediaException {
    List<Made> files = new ArrayList<>();
    Optional<Scene> scene = Optional.empty();
    for (Reply.Picture picture : previewed.pictures()) {
      String name = picture.size().fileName();
      if (picture.width() < 1
          || picture.height() < 1
          || !Files.isRegularFile(folder.resolve(name))) {
        throw new MediaException(ErrorCode.DECODER_CRASHED, "the decoder left no " + name);
      }
      switch (picture.size()) {
        case THUMB_1024 ->
            files.add(new Made(Role.THUMB_1024, name, picture.width(), picture.height()));
        case THUMB_256 ->
            files.add(new Made(Role.THUMB_256, name, picture.width(), picture.height()));
        case PROXY ->
            scene = Optional.of(new Scene(0, 0, name, DominantColours.of(previewed.look())));
      }
    }
    return new MadePreview(files, scene.stream().toList());
  }

  private Probe probe(MediaType type, Path input) throws MediaException {
    FfmpegArguments arguments =
        new FfmpegArguments()
            .with("-show_format", "-show_streams", "-show_stream_groups")
            .input(Demuxer.of(type), input.getFileName().toString());
    FfmpegRunner.Result result =
        runner.ffprobe(input.getParent(), arguments, settings.probeTimeout());
    if (result.status() != 0) {
      // what it printed until then may end in the middle
      throw FfmpegWords.unreadable(result.errors());
    }
    try {
      Probe probe = ProbeReader.read(result.output());
      if (probe.picture().isEmpty() && probe.audioCodec().isEmpty()) {
        throw FfmpegWords.unreadable(result.errors());
      }
      if (type.kind() == MediaKind.AUDIO && probe.audioCodec().isEmpty()) {
        throw new MediaException(
            ErrorCode.NOT_WHAT_IT_SAYS, "it begins like a sound, but there is none in it");
      }
      return probe;
    } catch (JsonProcessingException e) {
      MediaException failed =
          new MediaException(ErrorCode.BROKEN_FILE, "its description cannot be read");
      failed.initCause(e);
      throw failed;
    }
  }

  private static Path link(Path original, MediaType type, Path folder) throws MediaException {
    Path link = folder.toAbsolutePath().resolve("in." + type.extension());
    try {
      Files.deleteIfExists(link);
      return Files.createSymbolicLink(link, original.toAbsolutePath());
    } catch (IOException e) {
      MediaException failed =
          new MediaException(ErrorCode.STORAGE_FAILED, "in the working folder: " + e.getMessage());
      failed.initCause(e);
      throw failed;
    }
  }

  private static StillType stillType(MediaType type) {
    return switch (type) {
      case JPEG -> StillType.JPEG;
      case PNG -> StillType.PNG;
      case WEBP -> StillType.WEBP;
      case GIF -> StillType.GIF;
      case TIFF -> StillType.TIFF;
      case BMP -> StillType.BMP;
      case HEIC, AVIF -> StillType.HEIF;
      case MP4, MOV, MKV, WEBM, AVI, MPEG_TS, MP3, FLAC, M4A, WAV, OGG ->
          throw new IllegalArgumentException(type + " is not a still");
    };
  }

  private static MediaException refusal(Reply reply) {
    if (!(reply instanceof Reply.Refused refused)) {
      return new MediaException(ErrorCode.DECODER_CRASHED, "the decoder answered something else");
    }
    ErrorCode code =
        switch (refused.refusal()) {
          case BROKEN -> ErrorCode.BROKEN_FILE;
          case TOO_MANY_PIXELS -> ErrorCode.TOO_MANY_PIXELS;
          case TOO_MUCH_MEMORY -> ErrorCode.TOO_MUCH_MEMORY;
          case NOT_READABLE -> ErrorCode.NOT_READABLE;
          case DISK -> ErrorCode.STORAGE_FAILED;
          case INTERNAL -> ErrorCode.INTERNAL;
        };
    return new MediaException(code, refused.words());
  }

  /** Ends all children. */
  @Override
  public void close() {
    pool.close();
    runner.close();
  }
}
