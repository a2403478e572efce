package dev.muninn.ingest.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.ingest.media.Probe.Picture;
import dev.muninn.ingest.media.Probe.Range;
import dev.muninn.ingest.media.Probe.Tile;
import dev.muninn.ingest.media.Probe.TileGrid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the JSON of ffprobe with all its numbers bounded. */
final class ProbeReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_EDGE = 1 << 17;
  private static final int MAX_TAGS = 200;
  private static final double MAX_ASPECT = 8;
  private static final int QUARTER = 90;

  private ProbeReader() {}

  static Probe read(String json) throws JsonProcessingException {
    JsonNode root = JSON.readTree(json);
    Map<String, String> tags = new LinkedHashMap<>();
    collect(root.path("format").path("tags"), tags);
    Optional<Picture> picture = Optional.empty();
    Optional<String> audio = Optional.empty();
    double longest = root.path("format").path("duration").asDouble(0);
    for (JsonNode stream : root.path("streams")) {
      String type = stream.path("codec_type").asText();
      if (type.equals("video") && picture.isEmpty() && !aside(stream)) {
        picture = picture(stream);
      } else if (type.equals("audio") && audio.isEmpty()) {
        audio = Optional.of(stream.path("codec_name").asText("unknown"));
      }
      collect(stream.path("tags"), tags);
      longest = Math.max(longest, stream.path("duration").asDouble(0));
    }
    return new Probe(
        picture,
        audio,
        longest > 0 ? OptionalDouble.of(longest) : OptionalDouble.empty(),
        tags,
        grid(root));
  }

  private static boolean aside(JsonNode stream) {
    JsonNode disposition = stream.path("disposition");
    return disposition.path("attached_pic").asInt() != 0
        || disposition.path("timed_thumbnails").asInt() != 0;
  }

  private static Optional<Picture> picture(JsonNode stream) {
    int width = stream.path("width").asInt();
    int height = stream.path("height").asInt();
    if (width < 1 || height < 1 || width > MAX_EDGE || height > MAX_EDGE) {
      return Optional.empty();
    }
    return Optional.of(
        new Picture(
            stream.path("index").asInt(),
            stream.path("codec_name").asText("unknown"),
            width,
            height,
            aspect(stream.path("sample_aspect_ratio").asText("1:1")),
            rotation(stream),
            flipped(stream),
            range(stream.path("color_transfer").asText(""))));
  }

  private static double aspect(String text) {
    String[] parts = text.split(":", 2);
    try {
      double ratio = Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
      return ratio >= 1 / MAX_ASPECT && ratio <= MAX_ASPECT ? ratio : 1;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return 1;
    }
  }

  /**
   * The display matrix says counter-clockwise degrees; old files have a tag with clockwise ones.
   */
  private static int rotation(JsonNode stream) {
    for (JsonNode side : stream.path("side_data_list")) {
      if (side.has("rotation")) {
        return quarterTurns(-side.path("rotation").asInt());
      }
    }
    return quarterTurns(stream.path("tags").path("rotate").asInt(0));
  }

  private static int quarterTurns(int degrees) {
    return Math.floorMod(Math.round(degrees / (float) QUARTER), 4) * QUARTER;
  }

  /** A display matrix whose determinant is negative mirrors the picture. */
  private static boolean flipped(JsonNode stream) {
    for (JsonNode side : stream.path("side_data_list")) {
      String matrix = side.path("displaymatrix").asText("");
      List<Long> numbers = new ArrayList<>();
      for (String line : matrix.strip().split("\n")) {
        String cells = line.substring(line.indexOf(':') + 1).strip();
        for (String cell : cells.split("\\s+")) {
          if (cell.matches("-?\\d{1,12}")) {
            numbers.add(Long.parseLong(cell));
          }
        }
      }
      if (numbers.size() == 9) {
        return numbers.get(0) * numbers.get(4) - numbers.get(1) * numbers.get(3) < 0;
      }
    }
    return false;
  }

  private static Range range(String transfer) {
    return switch (transfer) {
      case "smpte2084" -> Range.PERCEPTUAL_QUANTIZER;
      case "arib-std-b67" -> Range.HYBRID_LOG_GAMMA;
      default -> Range.STANDARD;
    };
  }

  private static Optional<TileGrid> grid(JsonNode root) {
    for (JsonNode group : root.path("stream_groups")) {
      for (JsonNode component : group.path("components")) {
        if (component.has("subcomponents") && group.path("type").asText().contains("Tile Grid")) {
          return Optional.of(grid(root, component));
        }
      }
    }
    return Optional.empty();
  }

  private static TileGrid grid(JsonNode root, JsonNode component) {
    List<Tile> tiles = new ArrayList<>();
    for (JsonNode tile : component.path("subcomponents")) {
      tiles.add(
          new Tile(
              tile.path("stream_index").asInt(),
              tile.path("tile_horizontal_offset").asInt(),
              tile.path("tile_vertical_offset").asInt()));
    }
    String codec = root.path("streams").path(0).path("codec_name").asText("unknown");
    return new TileGrid(
        component.path("width").asInt(), component.path("height").asInt(), codec, tiles);
  }

  private static void collect(JsonNode node, Map<String, String> tags) {
    for (Map.Entry<String, JsonNode> tag : node.properties()) {
      if (tags.size() < MAX_TAGS) {
        tags.putIfAbsent(tag.getKey().toLowerCase(Locale.ROOT), tag.getValue().asText(""));
      }
    }
  }
}
