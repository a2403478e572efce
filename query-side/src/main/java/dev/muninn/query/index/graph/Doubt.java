package dev.muninn.query.index.graph;

/**
 * How far the int7 product of a query with a row can be from the float32 one. Rounding is off by
 * 1/12 of a step squared for each element of two unit vectors: six spreads of that. What was cut
 * off at ±63 counts in full: the overshoot of the one times the largest element of the other.
 */
record Doubt(float factor, float constant, float ofOvershoot) {
  private static final double SPREADS = 6;
  private static final double ROUNDING = Math.sqrt(2.0 / 12);

  static Doubt of(Scale scale, float[] query, float overshoot) {
    float largest = 0;
    for (float x : query) {
      largest = Math.max(largest, Math.abs(x));
    }
    double rounding = SPREADS * ROUNDING / scale.factor();
    double cut = overshoot * Scale.LIMIT / scale.factor();
    return new Doubt(scale.factor(), (float) (rounding + cut), largest);
  }

  /** The least product of a row with this overshoot that may stand for {@code similarity}. */
  int leastProduct(float similarity, float overshoot) {
    double least = similarity - constant - (double) ofOvershoot * overshoot;
    return (int) Math.floor(least * factor * factor);
  }
}
