package dev.muninn.node.bench.retrieval;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A disc on a ground, drawn where a set needs a picture with plain colours. */
final class DrawnPicture {
  private static final int EDGE = 384;
  private static final int DISC = 300;

  private DrawnPicture() {}

  /** {@code {"ground": "ffffff", "disc": "c81e1e"}} as a PNG in the folder. */
  static Path draw(JsonNode wish, String id, Path folder) throws IOException {
    BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(colour(wish.path("ground").asText()));
    pen.fillRect(0, 0, EDGE, EDGE);
    pen.setColor(colour(wish.path("disc").asText()));
    pen.fillOval((EDGE - DISC) / 2, (EDGE - DISC) / 2, DISC, DISC);
    pen.dispose();
    Path file = Files.createDirectories(folder).resolve(id + ".png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static Color colour(String hex) {
    return new Color(Integer.parseInt(hex, 16));
  }
}
