package dev.muninn.query.index;

class ExactIndexTest extends VectorIndexContract {
  @Override
  VectorIndex create(int dimension, ItemNumbers numbers) {
    return new ExactIndex(dimension, numbers);
  }

  @Override
  double recall() {
    return 1.0;
  }
}
