package dev.muninn.node.bench.chaos;

import dev.muninn.hash.Blake3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The files of one seed: made once into a folder, found there by later runs. */
final class SampleSet {
  private final Path folder;
  private final SampleClips clips;
  private final long seed;

  private SampleSet(Path folder, SampleClips clips, long seed) {
    this.folder = folder;
    this.clips = clips;
    this.seed = seed;
  }

  /**
   * Makes what is missing in {@code folder}.
   *
   * @param ffmpeg the program for videos and sounds
   */
  static List<Sample> prepared(Path folder, Path ffmpeg, long seed, int count)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    SampleSet set = new SampleSet(folder, new SampleClips(ffmpeg), seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(set.sample(i));
    }
    return List.copyOf(samples);
  }

  private Sample sample(int index) throws IOException, InterruptedException {
    SampleKind kind = SampleKind.of(index);
    Path file = folder.resolve("%05d".formatted(index));
    if (!Files.exists(file)) {
      Path fresh = folder.resolve("fresh");
      Files.write(fresh, content(index, kind));
      Files.move(fresh, file);
    }
    String hash = HexFormat.of().formatHex(Blake3.hash(Files.readAllBytes(file)));
    return new Sample(index, nameOf(index, kind), file, hash);
  }

  private static String nameOf(int index, SampleKind kind) {
    String start = kind == SampleKind.DUPLICATE ? "Copy of IMG" : "IMG";
    return "%s_%05d.%s".formatted(start, index, kind.extension());
  }

  private byte[] content(int index, SampleKind kind) throws IOException, InterruptedException {
    long own = seed * 1_000_003 + index;
    int turn = index / 20;
    return switch (kind) {
      case JPEG -> SamplePictures.encoded("jpeg", false, own);
      case PNG -> SamplePictures.encoded("png", false, own);
      case PNG_ALPHA -> SamplePictures.encoded("png", true, own);
      case GIF -> SamplePictures.encoded("gif", false, own);
      case BMP -> SamplePictures.encoded("bmp", false, own);
      case TIFF -> SamplePictures.encoded("tiff", false, own);
      case WEBP -> clips.webp(SamplePictures.encoded("png", true, own));
      case VIDEO -> clips.video(turn / 2, own);
      case SOUND -> clips.sound(turn / 2, own);
      case DUPLICATE -> Files.readAllBytes(folder.resolve("%05d".formatted(index - 1)));
      case BROKEN -> SampleFaults.of(turn, own);
    };
  }
}
