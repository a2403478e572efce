package dev.muninn.node.bench.chaos;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small pictures with coloured shapes; the same seed gives the same bytes on the same JDK. */
final class SamplePictures {
  private static final int SMALLEST = 48;
  private static final int SPAN = 400;
  private static final int SHAPES = 12;
  private static final int FRAME_WIDTH = 160;
  private static final int FRAME_HEIGHT = 112;

  private SamplePictures() {}

  /** A picture in a format of ImageIO ({@code jpeg}, {@code png}, {@code gif}, …). */
  static byte[] encoded(String format, boolean alpha, long seed) throws IOException {
    Random random = new Random(seed);
    int width = SMALLEST + random.nextInt(SPAN);
    return encoded(format, painted(width, SMALLEST + random.nextInt(SPAN), alpha, random));
  }

  /** A JPEG for a video: all have the same size. */
  static byte[] frame(long seed) throws IOException {
    return encoded("jpeg", painted(FRAME_WIDTH, FRAME_HEIGHT, false, new Random(seed)));
  }

  private static byte[] encoded(String format, BufferedImage image) throws IOException {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      if (!ImageIO.write(image, format, out)) {
        throw new IOException("this JDK does not write " + format);
      }
      return out.toByteArray();
    }
  }

  private static BufferedImage painted(int width, int height, boolean alpha, Random random) {
    int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D pen = image.createGraphics();
    if (!alpha) {
      pen.setPaint(new GradientPaint(0, 0, colour(random), width, height, colour(random)));
      pen.fillRect(0, 0, width, height);
    }
    for (int i = 0; i < SHAPES; i++) {
      pen.setColor(colour(random));
      pen.fillOval(
          random.nextInt(width),
          random.nextInt(height),
          1 + random.nextInt(width / 3),
          1 + random.nextInt(height / 3));
    }
    pen.dispose();
    return image;
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(1 << 24));
  }
}
