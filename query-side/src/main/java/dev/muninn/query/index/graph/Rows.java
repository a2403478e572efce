package dev.muninn.query.index.graph;

import dev.muninn.query.index.kernel.Kernels;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Vectors in float32, and in int7 once a scale is taken; padded to what the kernels want. One
 * writer; a reader sees a row whole when the slot was published after it was put.
 */
final class Rows {
  /** So many rows are looked at for a scale. */
  static final int SAMPLE = 1024;

  private final int dimension;
  private final int floatStride;
  private final int byteStride;
  private volatile float[][] floats = {};
  private volatile byte[][] int7 = {};
  private volatile float[][] overshoots = {};
  private volatile float mostOvershoot;
  private volatile float factor;

  Rows(int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException("a dimension of " + dimension);
    }
    this.dimension = dimension;
    this.floatStride = Kernels.padded(dimension, Kernels.FLOATS);
    this.byteStride = Kernels.padded(dimension, Kernels.BYTES);
  }

  int dimension() {
    return dimension;
  }

  int floatStride() {
    return floatStride;
  }

  int byteStride() {
    return byteStride;
  }

  float[][] floats() {
    return floats;
  }

  byte[][] int7() {
    return int7;
  }

  /** 0 while no scale is taken. */
  float factor() {
    return factor;
  }

  /** How much of a row was cut off in int7, summed over its elements. */
  float overshoot(int slot) {
    return overshoots[slot >> Chunks.BITS][slot & Chunks.MASK];
  }

  /** The most of any row. */
  float mostOvershoot() {
    return mostOvershoot;
  }

  boolean isScaled() {
    return factor > 0;
  }

  Scale scale() {
    return new Scale(factor);
  }

  void put(int slot, float[] vector, int at) {
    if (slot >> Chunks.BITS == floats.length) {
      floats = Chunks.with(floats, new float[Chunks.SIZE * floatStride]);
      if (isScaled()) {
        int7 = Chunks.with(int7, new byte[Chunks.SIZE * byteStride]);
        overshoots = Chunks.with(overshoots, new float[Chunks.SIZE]);
      }
    }
    System.arraycopy(vector, at, floats[slot >> Chunks.BITS], floatAt(slot), dimension);
    if (isScaled()) {
      quantise(scale(), slot, int7, overshoots);
    }
  }

  /** Puts a row of another one in. */
  void put(int slot, Rows from, int fromSlot) {
    put(slot, from.floats[fromSlot >> Chunks.BITS], from.floatAt(fromSlot));
  }

  void save(int slot, FloatBuffer out) {
    out.put(floats[slot >> Chunks.BITS], floatAt(slot), dimension);
  }

  float[] vector(int slot) {
    return Arrays.copyOfRange(
        floats[slot >> Chunks.BITS], floatAt(slot), floatAt(slot) + dimension);
  }

  /** Where the float32 row begins in its chunk. */
  int floatAt(int slot) {
    return (slot & Chunks.MASK) * floatStride;
  }

  /** Takes the scale of a sample spread over the first {@code count} rows, and makes their int7. */
  void takeScale(int count) {
    float[] sample = new float[SAMPLE * dimension];
    for (int i = 0; i < SAMPLE; i++) {
      int slot = (int) ((long) i * count / SAMPLE);
      System.arraycopy(
          floats[slot >> Chunks.BITS], floatAt(slot), sample, i * dimension, dimension);
    }
    scaleBy(Scale.of(sample), count);
  }

  /** Makes the int7 of the first {@code count} rows by a scale that was taken before. */
  void scaleBy(Scale scale, int count) {
    byte[][] made = new byte[floats.length][Chunks.SIZE * byteStride];
    float[][] over = new float[floats.length][Chunks.SIZE];
    for (int slot = 0; slot < count; slot++) {
      quantise(scale, slot, made, over);
    }
    overshoots = over;
    int7 = made;
    // last: who sees the factor sees the rows
    factor = scale.factor();
  }

  long bytes() {
    long row = (long) Float.BYTES * floatStride + (isScaled() ? byteStride : 0);
    return floats.length * row * Chunks.SIZE;
  }

  private void quantise(Scale scale, int slot, byte[][] to, float[][] over) {
    int chunk = slot >> Chunks.BITS;
    int at = (slot & Chunks.MASK) * byteStride;
    float cut = scale.quantise(floats[chunk], floatAt(slot), dimension, to[chunk], at);
    over[chunk][slot & Chunks.MASK] = cut;
    if (cut > mostOvershoot) {
      mostOvershoot = cut;
    }
  }
}
