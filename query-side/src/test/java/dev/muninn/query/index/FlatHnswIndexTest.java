package dev.muninn.query.index;

class FlatHnswIndexTest extends VectorIndexContract {
  @Override
  VectorIndex create(int dimension, ItemNumbers numbers) {
    return new FlatHnswIndex(dimension, numbers, new HnswParameters(16, 100, 100));
  }

  /** Deterministic; measured 0.973 on this data, as hnswlib with the same parameters. */
  @Override
  double recall() {
    return 0.97;
  }
}
