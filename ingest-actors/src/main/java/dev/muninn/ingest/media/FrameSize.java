package dev.muninn.ingest.media;

/** A size in pixels that pictures are made in. */
record FrameSize(int width, int height) {

  /** Shrunk to fit both limits, never enlarged, even numbers as video needs them. */
  static FrameSize fit(int width, int height, int shortEdge, int longEdge) {
    double ratio =
        Math.min(
            1.0,
            Math.min(
                (double) shortEdge / Math.min(width, height),
                (double) longEdge / Math.max(width, height)));
    return new FrameSize(even(width * ratio), even(height * ratio));
  }

  private static int even(double edge) {
    return Math.max(2, 2 * (int) Math.round(edge / 2));
  }

  /** As ffmpeg's scale filter writes it. */
  String filter() {
    return "scale=w=" + width + ":h=" + height + ":flags=area";
  }
}
