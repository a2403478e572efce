package dev.muninn.node.e2e;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures made for tests; the same seed gives the same picture. */
final class Pictures {

  private Pictures() {}

  /** A JPEG of {@code width} × {@code height} with coloured shapes. */
  static byte[] jpeg(int width, int height, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(
        new GradientPaint(
            0,
            0,
            new Color(random.nextInt(1 << 24)),
            width,
            height,
            new Color(random.nextInt(1 << 24))));
    pen.fillRect(0, 0, width, height);
    for (int i = 0; i < 20; i++) {
      pen.setColor(new Color(random.nextInt(1 << 24)));
      pen.fillOval(
          random.nextInt(width),
          random.nextInt(height),
          random.nextInt(width / 4) + 1,
          random.nextInt(height / 4) + 1);
    }
    pen.dispose();
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "jpeg", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
