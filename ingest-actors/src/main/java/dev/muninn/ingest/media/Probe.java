package dev.muninn.ingest.media;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What ffprobe says of a file. Durations in seconds, rotation in degrees clockwise that the picture
 * has to be turned by (0, 90, 180, 270), tags with lower-case names; those of the container come
 * before those of the streams. {@code tiles} is set for pictures stored as a grid.
 */
record Probe(
    Optional<Picture> picture,
    Optional<String> audioCodec,
    OptionalDouble duration,
    Map<String, String> tags,
    Optional<TileGrid> tiles) {

  Probe {
    tags = Map.copyOf(tags);
  }

  /** The one stream of moving pictures that counts; cover art and thumbnails do not. */
  record Picture(
      int stream,
      String codec,
      int width,
      int height,
      double sampleAspect,
      int rotation,
      boolean flipped,
      Range range) {

    /** The size as shown: square pixels, turned. */
    int shownWidth() {
      return turned() ? height : stretched();
    }

    int shownHeight() {
      return turned() ? stretched() : height;
    }

    private int stretched() {
      return (int) Math.max(1, Math.round(width * sampleAspect));
    }

    private boolean turned() {
      return rotation == 90 || rotation == 270;
    }
  }

  /** How bright white can be. */
  enum Range {
    STANDARD,
    PERCEPTUAL_QUANTIZER,
    HYBRID_LOG_GAMMA
  }

  /** A picture of several coded ones (HEIF grid); sizes and places in pixels. */
  record TileGrid(int width, int height, String codec, List<Tile> tiles) {
    TileGrid {
      tiles = List.copyOf(tiles);
    }
  }

  record Tile(int stream, int left, int top) {}
}
