package dev.muninn.ingest.media.child;

import java.util.Arrays;

/**
 * Shrinks by averaging the area that each new pixel covers, edges by their share: no ringing, no
 * aliasing at any ratio. Integer arithmetic, so that every machine makes the same picture.
 */
final class AreaScaler {
  /** Weights of one output pixel add up to this in each direction. */
  private static final int ONE = 1 << 11;

  private AreaScaler() {}

  /** The size that fits into the two limits, never larger than the picture, at least one pixel. */
  static int[] fit(int width, int height, int shortEdge, int longEdge) {
    double ratio =
        Math.min(
            1.0,
            Math.min(
                (double) shortEdge / Math.min(width, height),
                (double) longEdge / Math.max(width, height)));
    return new int[] {
      Math.max(1, (int) Math.round(width * ratio)), Math.max(1, (int) Math.round(height * ratio))
    };
  }

  /** The picture at {@code width x height}, neither larger than it is now. */
  static Bitmap scale(Bitmap from, int width, int height) {
    if (width == from.width() && height == from.height()) {
      return from;
    }
    Weights columns = Weights.of(from.width(), width);
    Weights rows = Weights.of(from.height(), height);
    byte[] out = new byte[width * height * Bitmap.SAMPLES];
    int[] row = new int[width * Bitmap.SAMPLES];
    int[] sum = new int[width * Bitmap.SAMPLES];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sum, ONE * ONE / 2);
      int source = rows.first(y);
      for (int weight : rows.of(y)) {
        shrinkRow(from.samples(), source * from.width() * Bitmap.SAMPLES, columns, row);
        source++;
        for (int x = 0; x < row.length; x++) {
          // at most 255 * ONE * ONE and a half: fits an int
          sum[x] += row[x] * weight;
        }
      }
      int at = y * row.length;
      for (int x = 0; x < row.length; x++) {
        out[at + x] = (byte) (sum[x] / (ONE * ONE));
      }
    }
    return new Bitmap(width, height, out);
  }

  private static void shrinkRow(byte[] samples, int offset, Weights columns, int[] out) {
    int width = out.length / Bitmap.SAMPLES;
    for (int x = 0; x < width; x++) {
      int at = offset + columns.first(x) * Bitmap.SAMPLES;
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int weight : columns.of(x)) {
        red += (samples[at] & 0xff) * weight;
        green += (samples[at + 1] & 0xff) * weight;
        blue += (samples[at + 2] & 0xff) * weight;
        at += Bitmap.SAMPLES;
      }
      out[x * Bitmap.SAMPLES] = red;
      out[x * Bitmap.SAMPLES + 1] = green;
      out[x * Bitmap.SAMPLES + 2] = blue;
    }
  }

  /** Which old pixels make a new one, in one direction, and each one's share of {@link #ONE}. */
  private static final class Weights {
    private final int[] first;
    private final int[][] weights;

    private Weights(int[] first, int[][] weights) {
      this.first = first;
      this.weights = weights;
    }

    static Weights of(int from, int to) {
      int[] first = new int[to];
      int[][] weights = new int[to][];
      for (int i = 0; i < to; i++) {
        double start = (double) i * from / to;
        double end = (double) (i + 1) * from / to;
        int low = (int) Math.floor(start);
        int high = Math.min(from, (int) Math.ceil(end - 1e-9));
        first[i] = low;
        weights[i] = shares(start, end, low, Math.max(low + 1, high));
      }
      return new Weights(first, weights);
    }

    private static int[] shares(double start, double end, int low, int high) {
      int[] shares = new int[high - low];
      int given = 0;
      int largest = 0;
      for (int i = 0; i < shares.length; i++) {
        double covered = Math.min(end, low + i + 1) - Math.max(start, low + i);
        shares[i] = (int) Math.round(covered / (end - start) * ONE);
        given += shares[i];
        largest = shares[i] > shares[largest] ? i : largest;
      }
      shares[largest] += ONE - given;
      return shares;
    }

    int first(int i) {
      return first[i];
    }

    int[] of(int i) {
      return weights[i];
    }
  }
}
