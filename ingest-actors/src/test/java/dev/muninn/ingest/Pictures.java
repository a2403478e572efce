package dev.muninn.ingest;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Small pictures, each seed another one. */
final class Pictures {
  private Pictures() {}

  /** One that ends in the middle. */
  static byte[] broken(int seed) throws IOException {
    byte[] cut = Arrays.copyOf(jpeg(seed), 200);
    cut[cut.length - 1] = (byte) seed;
    return cut;
  }

  static byte[] jpeg(int seed) throws IOException {
    BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color((seed * 7919) & 0xffffff));
    pen.fillRect(0, 0, 60, 64);
    pen.setColor(Color.WHITE);
    pen.fillRect(seed % 90, seed % 60, 5, 3);
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }
}
