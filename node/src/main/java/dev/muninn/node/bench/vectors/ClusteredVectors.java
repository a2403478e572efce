package dev.muninn.node.bench.vectors;

import dev.muninn.embedding.Embedding;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Unit vectors that lie as those of an image model do: all in one cone, in clusters of unequal
 * size, each cluster spread in a few directions of its own more than in the others. A row is a
 * function of seed and number alone. Not thread-safe.
 */
public final class ClusteredVectors {
  static final int CLUSTERS = 200;
  private static final int DIRECTIONS = 32;
  private static final float CONE = 0.8f;
  private static final float SPREAD = 0.5f;
  private static final float NOISE = 1.5f;
  private static final double DECAY = 0.35;
  private static final long ROW_STEP = 0x9E3779B97F4A7C15L;

  private final int dimension;
  private final long seed;
  private final float[] cone;
  private final float[][] centres = new float[CLUSTERS][];
  private final float[][][] directions = new float[CLUSTERS][DIRECTIONS][];
  private final double[] shareUpTo = new double[CLUSTERS];

  public ClusteredVectors(int dimension, long seed) {
    this.dimension = dimension;
    this.seed = seed;
    RandomGenerator random = new SplittableRandom(seed);
    this.cone = direction(random);
    double sum = 0;
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      centres[cluster] = direction(random);
      for (int i = 0; i < DIRECTIONS; i++) {
        directions[cluster][i] = direction(random);
      }
      sum += 1 / Math.sqrt(cluster + 1);
      shareUpTo[cluster] = sum;
    }
  }

  int dimension() {
    return dimension;
  }

  /** The cluster that row {@code n} lies in; the later, the rarer. */
  int cluster(long n) {
    return cluster(random(n));
  }

  /** Row {@code n} in canonical form, as an event would hold it. */
  public Embedding row(long n) {
    float[] row = new float[dimension];
    RandomGenerator random = random(n);
    int cluster = cluster(random);
    float noise = (float) (NOISE / Math.sqrt(dimension));
    for (int i = 0; i < dimension; i++) {
      row[i] = CONE * cone[i] + centres[cluster][i] + noise * (float) random.nextGaussian();
    }
    for (int j = 0; j < DIRECTIONS; j++) {
      float along = (float) (random.nextGaussian() * SPREAD / Math.pow(j + 1, DECAY));
      float[] direction = directions[cluster][j];
      for (int i = 0; i < dimension; i++) {
        row[i] += along * direction[i];
      }
    }
    return Embedding.canonical(row);
  }

  private RandomGenerator random(long n) {
    return new SplittableRandom(seed ^ (ROW_STEP * (n + 1)));
  }

  private int cluster(RandomGenerator random) {
    double at = random.nextDouble() * shareUpTo[CLUSTERS - 1];
    int cluster = 0;
    while (shareUpTo[cluster] < at) {
      cluster++;
    }
    return cluster;
  }

  private float[] direction(RandomGenerator random) {
    float[] direction = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      direction[i] = (float) random.nextGaussian();
    }
    normalise(direction);
    return direction;
  }

  private static void normalise(float[] row) {
    double squares = 0;
    for (float value : row) {
      squares += (double) value * value;
    }
    float factor = (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < row.length; i++) {
      row[i] *= factor;
    }
  }
}
