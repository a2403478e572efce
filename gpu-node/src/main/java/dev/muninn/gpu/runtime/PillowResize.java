package dev.muninn.gpu.runtime;

import dev.muninn.gpu.pack.ImageSpec.Interpolation;

/**
 * Scales pictures bit for bit as Pillow does: a filter whose support grows with the reduction
 * (antialiasing), coefficients in 22-bit fixed point, first along the rows, then along the columns,
 * rounded to 8 bits after each pass. Models are trained on pictures scaled so.
 *
 * <p>Source: Pillow, {@code src/libImaging/Resample.c}.
 */
final class PillowResize {
  private static final int PRECISION_BITS = 32 - 8 - 2;
  private static final double BICUBIC_A = -0.5;

  private PillowResize() {}

  /** The part of the source that is scaled, in pixels of the source; edges may lie between two. */
  record Box(double left, double top, double right, double bottom) {}

  static Pixels scale(Pixels in, Box box, int width, int height, Interpolation filter) {
    Kernel across = Kernel.of(in.width(), box.left(), box.right(), width, filter);
    Kernel down = Kernel.of(in.height(), box.top(), box.bottom(), height, filter);
    byte[] rows = alongRows(in, across, width);
    return new Pixels(width, height, alongColumns(rows, width, down, height));
  }

  private static byte[] alongRows(Pixels in, Kernel kernel, int width) {
    byte[] source = in.rgb();
    byte[] out = new byte[3 * width * in.height()];
    for (int y = 0; y < in.height(); y++) {
      int row = 3 * y * in.width();
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          int sum = 1 << (PRECISION_BITS - 1);
          int at = row + 3 * kernel.first[x] + channel;
          for (int i = 0; i < kernel.count[x]; i++, at += 3) {
            sum += (source[at] & 0xff) * kernel.weights[x][i];
          }
          out[3 * (y * width + x) + channel] = clipped(sum);
        }
      }
    }
    return out;
  }

  private static byte[] alongColumns(byte[] source, int width, Kernel kernel, int height) {
    int stride = 3 * width;
    byte[] out = new byte[stride * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < stride; x++) {
        int sum = 1 << (PRECISION_BITS - 1);
        int at = kernel.first[y] * stride + x;
        for (int i = 0; i < kernel.count[y]; i++, at += stride) {
          sum += (source[at] & 0xff) * kernel.weights[y][i];
        }
        out[y * stride + x] = clipped(sum);
      }
    }
    return out;
  }

  private static byte clipped(int sum) {
    return (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
  }

  /** For each output pixel: its first input pixel, how many there are, their weights. */
  private static final class Kernel {
    private final int[] first;
    private final int[] count;
    private final int[][] weights;

    private Kernel(int size) {
      first = new int[size];
      count = new int[size];
      weights = new int[size][];
    }

    static Kernel of(int length, double from, double to, int size, Interpolation filter) {
      Kernel kernel = new Kernel(size);
      double scale = (to - from) / size;
      double stretch = Math.max(scale, 1);
      double support = radius(filter) * stretch;
      for (int i = 0; i < size; i++) {
        double center = from + (i + 0.5) * scale;
        int first = Math.max(0, (int) (center - support + 0.5));
        int end = Math.min(length, (int) (center + support + 0.5));
        kernel.first[i] = first;
        kernel.count[i] = end - first;
        kernel.weights[i] = weights(filter, first - center + 0.5, end - first, stretch);
      }
      return kernel;
    }

    private static int[] weights(Interpolation filter, double start, int count, double stretch) {
      double[] exact = new double[count];
      double sum = 0;
      for (int i = 0; i < count; i++) {
        exact[i] = at(filter, (start + i) / stretch);
        sum += exact[i];
      }
      int[] fixed = new int[count];
      for (int i = 0; i < count; i++) {
        double weight = exact[i] / sum * (1 << PRECISION_BITS);
        fixed[i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
      }
      return fixed;
    }

    private static double radius(Interpolation filter) {
      return switch (filter) {
        case BILINEAR -> 1;
        case BICUBIC -> 2;
      };
    }

    private static double at(Interpolation filter, double distance) {
      double x = Math.abs(distance);
      return switch (filter) {
        case BILINEAR -> Math.max(0, 1 - x);
        case BICUBIC -> bicubic(x);
      };
    }

    private static double bicubic(double x) {
      if (x < 1) {
        return ((BICUBIC_A + 2) * x - (BICUBIC_A + 3)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * BICUBIC_A : 0;
    }
  }
}
