package dev.muninn.query.index;

class HnswlibIndexTest extends VectorIndexContract {
  @Override
  VectorIndex create(int dimension, ItemNumbers numbers) {
    return new HnswlibIndex(dimension, numbers, new HnswParameters(16, 100, 100));
  }

  /** Levels are unseeded in the library; measured 0.99 to 1.0 on this data. */
  @Override
  double recall() {
    return 0.95;
  }
}
