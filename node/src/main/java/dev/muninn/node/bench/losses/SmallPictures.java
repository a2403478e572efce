package dev.muninn.node.bench.losses;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** JPEG pictures that cost little to work on, each number another one. */
final class SmallPictures {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 72;
  private static final int SQUARE = 8;

  private SmallPictures() {}

  static byte[] jpeg(long number) {
    Random random = new Random(number);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    for (int x = 0; x < WIDTH; x += SQUARE) {
      for (int y = 0; y < HEIGHT; y += SQUARE) {
        pen.setColor(new Color(random.nextInt(1 << 24)));
        pen.fillRect(x, y, SQUARE, SQUARE);
      }
    }
    pen.dispose();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "jpeg", bytes);
      return bytes.toByteArray();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }
}
