package dev.muninn.gpu.pack;

/**
 * How a classifier's outputs become a vector of the text tower's space: the probability-weighted,
 * normalised mean of the text vectors of the best labels (convex combination of semantic
 * embeddings, Norouzi et al., ICLR 2014, section 3).
 *
 * @param names JSON array of objects that hold each label, in the order of the outputs
 * @param vectors one text vector a label, float16 little-endian, L2-normalised
 * @param top how many labels make the vector
 * @param temperature the outputs are divided by it before the softmax that weighs the vectors
 * @param shown the most labels that are told
 * @param threshold the least probability (temperature 1) of a label that is told
 */
public record LabelSpec(
    String names, String vectors, int top, double temperature, int shown, double threshold) {
  public LabelSpec {
    PackFile.requirePath(names);
    PackFile.requirePath(vectors);
    if (top < 1 || !(temperature > 0) || shown < 0 || !(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "labels need top >= 1, temperature > 0, shown >= 0 and a threshold in 0..1");
    }
  }
}
