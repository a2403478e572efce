package dev.muninn.query;

import dev.muninn.media.MediaId;
import java.util.Random;

/** Seeded test data: clustered unit vectors, and ids that count up. */
public final class Vectors {
  private static final int CLUSTERS = 20;

  private Vectors() {}

  /** {@code n} unit vectors around common centres, the same for the same seed. */
  public static float[][] clustered(long seed, int n, int dimension) {
    Random random = new Random(seed);
    float[][] centres = new float[CLUSTERS][];
    for (int c = 0; c < CLUSTERS; c++) {
      centres[c] = gaussian(random, dimension);
    }
    float[][] vectors = new float[n][];
    for (int i = 0; i < n; i++) {
      float[] noise = gaussian(random, dimension);
      float[] centre = centres[random.nextInt(CLUSTERS)];
      for (int j = 0; j < dimension; j++) {
        noise[j] = centre[j] + 0.7f * noise[j];
      }
      vectors[i] = unit(noise);
    }
    return vectors;
  }

  public static float[] unit(float... raw) {
    double sum = 0;
    for (float x : raw) {
      sum += (double) x * x;
    }
    float[] unit = new float[raw.length];
    for (int i = 0; i < raw.length; i++) {
      unit[i] = (float) (raw[i] / Math.sqrt(sum));
    }
    return unit;
  }

  /** The id of item {@code n}; ordered as the numbers are. */
  public static MediaId id(int n) {
    StringBuilder text = new StringBuilder();
    for (int rest = n; rest > 0; rest /= 26) {
      text.append((char) ('a' + rest % 26));
    }
    return new MediaId("a".repeat(26 - text.length()) + text.reverse());
  }

  private static float[] gaussian(Random random, int dimension) {
    float[] vector = new float[dimension];
    for (int j = 0; j < dimension; j++) {
      vector[j] = (float) random.nextGaussian();
    }
    return vector;
  }
}
