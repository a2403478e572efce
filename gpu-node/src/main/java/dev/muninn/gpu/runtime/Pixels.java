package dev.muninn.gpu.runtime;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** A picture of 8-bit red, green, blue: three bytes a pixel, rows from the top. */
final class Pixels {
  private final int width;
  private final int height;
  private final byte[] rgb;

  Pixels(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1 || rgb.length != 3 * width * height) {
      throw new IllegalArgumentException(width + "x" + height + " with " + rgb.length + " bytes");
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** Flattens on white; grey and palette pictures become RGB. */
  static Pixels of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      return grey(image);
    }
    BufferedImage flat = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = flat.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    int[] packed = ((DataBufferInt) flat.getRaster().getDataBuffer()).getData();
    byte[] rgb = new byte[3 * packed.length];
    for (int i = 0; i < packed.length; i++) {
      rgb[3 * i] = (byte) (packed[i] >> 16);
      rgb[3 * i + 1] = (byte) (packed[i] >> 8);
      rgb[3 * i + 2] = (byte) packed[i];
    }
    return new Pixels(width, height, rgb);
  }

  /** Sample by sample: drawing it would go through Java's linear grey and change every tone. */
  private static Pixels grey(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] samples = image.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
    byte[] rgb = new byte[3 * samples.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) samples[i / 3];
    }
    return new Pixels(width, height, rgb);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The bytes themselves; nobody writes to them. */
  byte[] rgb() {
    return rgb;
  }

  /** The rectangle of {@code w} by {@code h} pixels whose upper left corner is at {@code x, y}. */
  Pixels cut(int x, int y, int w, int h) {
    byte[] out = new byte[3 * w * h];
    for (int row = 0; row < h; row++) {
      System.arraycopy(rgb, 3 * ((y + row) * width + x), out, 3 * row * w, 3 * w);
    }
    return new Pixels(w, h, out);
  }
}
