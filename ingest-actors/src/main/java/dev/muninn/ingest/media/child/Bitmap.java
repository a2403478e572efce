package dev.muninn.ingest.media.child;

/**
 * A picture of 8-bit samples, three a pixel in the order red, green, blue, rows from the top
 * without padding. The array is shared, not copied: a bitmap is made once and then only read.
 */
final class Bitmap {
  static final int SAMPLES = 3;
  private final int width;
  private final int height;
  private final byte[] samples;

  Bitmap(int width, int height, byte[] samples) {
    if (samples.length != Math.multiplyExact(Math.multiplyExact(width, height), SAMPLES)) {
      throw new IllegalArgumentException(
          samples.length + " samples are not " + width + " x " + height);
    }
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  byte[] samples() {
    return samples;
  }
}
