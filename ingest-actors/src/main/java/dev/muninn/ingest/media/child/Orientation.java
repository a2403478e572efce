package dev.muninn.ingest.media.child;

import java.util.Arrays;

/**
 * Turns a picture the way it is to be shown. Values 1 to 8 as EXIF 2.32 (tag 0x0112) has them:
 * where row 0 and column 0 of the stored picture belong.
 */
final class Orientation {
  /** From stored to shown coordinates (x to the right, y down), rows first, for 1 to 8. */
  private static final int[][] MATRIX = {
    {1, 0, 0, 1},
    {-1, 0, 0, 1},
    {-1, 0, 0, -1},
    {1, 0, 0, -1},
    {0, 1, 1, 0},
    {0, -1, 1, 0},
    {0, -1, -1, 0},
    {0, 1, -1, 0}
  };

  private Orientation() {}

  /** Whether width and height change places. */
  static boolean swapsEdges(int orientation) {
    return orientation >= 5 && orientation <= 8;
  }

  /** Anything but 1 to 8 counts as 1. */
  static int checked(int orientation) {
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }

  /**
   * The one orientation that has the effect of two, {@code first} applied before {@code second}.
   */
  static int then(int first, int second) {
    int[] a = MATRIX[first - 1];
    int[] b = MATRIX[second - 1];
    int[] both = {
      b[0] * a[0] + b[1] * a[2],
      b[0] * a[1] + b[1] * a[3],
      b[2] * a[0] + b[3] * a[2],
      b[2] * a[1] + b[3] * a[3]
    };
    for (int i = 0; i < MATRIX.length; i++) {
      if (Arrays.equals(MATRIX[i], both)) {
        return i + 1;
      }
    }
    throw new IllegalStateException("no orientation does " + first + " then " + second);
  }

  static Bitmap apply(Bitmap from, int orientation) {
    if (orientation == 1) {
      return from;
    }
    boolean swap = swapsEdges(orientation);
    int width = swap ? from.height() : from.width();
    int height = swap ? from.width() : from.height();
    byte[] in = from.samples();
    byte[] out = new byte[in.length];
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int source = sourceOf(x, y, from.width(), from.height(), orientation) * Bitmap.SAMPLES;
        out[at++] = in[source];
        out[at++] = in[source + 1];
        out[at++] = in[source + 2];
      }
    }
    return new Bitmap(width, height, out);
  }

  /** The index of the stored pixel that is shown at (x, y). */
  private static int sourceOf(int x, int y, int width, int height, int orientation) {
    int right = width - 1;
    int bottom = height - 1;
    return switch (orientation) {
      case 2 -> y * width + (right - x);
      case 3 -> (bottom - y) * width + (right - x);
      case 4 -> (bottom - y) * width + x;
      case 5 -> x * width + y;
      case 6 -> (bottom - x) * width + y;
      case 7 -> (bottom - x) * width + (right - y);
      case 8 -> x * width + (right - y);
      default -> y * width + x;
    };
  }
}
