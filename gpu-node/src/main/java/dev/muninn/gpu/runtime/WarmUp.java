package dev.muninn.gpu.runtime;

import dev.muninn.gpu.pack.PackManifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs the networks of a pack once before anybody waits for them. */
final class WarmUp {
  private WarmUp() {}

  /**
   * A text and a picture: what does not fit the manifest fails here, and the first query is as
   * quick as the others.
   *
   * @throws ModelException when the engine fails
   * @throws IllegalArgumentException when what comes out is not as the manifest says
   */
  static void once(
      PackManifest manifest,
      Towers towers,
      TextTokenizer tokenizer,
      Head head,
      Preprocessing preprocessing)
      throws ModelException {
    int length = towers.text(tokenizer.encode("a picture")).length;
    if (length != manifest.space().dimension()) {
      throw new IllegalArgumentException(
          "the text tower gives " + length + " values, not " + manifest.space().dimension());
    }
    head.seen(towers.images(pictures(preprocessing.length()), 1)[0]);
  }

  /**
   * A full batch, which takes the device's memory and lets its libraries choose their kernels; what
   * is too large for it is halved here and not during the first import.
   */
  static void full(TowerRun run, Preprocessing preprocessing) {
    float[] picture = pictures(preprocessing.length());
    List<float[]> batch = new ArrayList<>(Collections.nCopies(run.batch(), picture));
    run.of(batch);
  }

  /** Numbers of about the size of real ones. */
  static float[] pictures(int length) {
    float[] pictures = new float[length];
    for (int i = 0; i < length; i++) {
      pictures[i] = (i % 7) / 7f;
    }
    return pictures;
  }
}
