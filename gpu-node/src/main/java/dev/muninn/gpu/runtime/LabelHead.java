package dev.muninn.gpu.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.gpu.pack.LabelSpec;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.PackException;
import dev.muninn.media.Label;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A classifier's outputs as a vector in the text tower's space: the probability-weighted,
 * normalised mean of the text vectors of the best labels. The labels themselves are told where they
 * are probable enough, and the kind that most of the probability falls on: three breeds that share
 * it evenly are a dog, surely.
 *
 * <p>Source: Norouzi et al., Zero-Shot Learning by Convex Combination of Semantic Embeddings, 2013,
 * section 3; docs/adr/0006-lite-pack.md.
 */
final class LabelHead implements Head {
  /** A kind is told when its labels together have more probability than this. */
  private static final double MOST = 0.5;

  private final LabelSpec spec;
  private final List<String> names;

  /** By label; empty where it has none. */
  private final List<String> kinds;

  private final float[][] vectors;

  LabelHead(LabelSpec spec, List<String> names, List<String> kinds, float[][] vectors) {
    if (names.size() != vectors.length || kinds.size() != vectors.length) {
      throw new IllegalArgumentException(names.size() + " labels, " + vectors.length + " vectors");
    }
    this.spec = spec;
    this.names = List.copyOf(names);
    this.kinds = completed(names, kinds);
    this.vectors = vectors;
  }

  /** A label without a kind that ends in the name of one, such as a tabby cat, is of that kind. */
  private static List<String> completed(List<String> names, List<String> kinds) {
    Set<String> known = new HashSet<>(kinds);
    known.remove("");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String lastWord = names.get(i).substring(names.get(i).lastIndexOf(' ') + 1);
      all.add(kinds.get(i).isEmpty() && known.contains(lastWord) ? lastWord : kinds.get(i));
    }
    return List.copyOf(all);
  }

  static LabelHead of(ModelPack pack, LabelSpec spec) throws PackException {
    try {
      List<String> names = new ArrayList<>();
      List<String> kinds = new ArrayList<>();
      for (JsonNode label : new ObjectMapper().readTree(pack.read(spec.names()))) {
        names.add(label.required("name").asText());
        kinds.add(label.path("kind").asText());
      }
      int dimension = pack.manifest().space().dimension();
      return new LabelHead(spec, names, kinds, halves(pack.read(spec.vectors()), dimension));
    } catch (IOException | IllegalArgumentException e) {
      throw new PackException(
          "The labels of pack " + pack.manifest().name() + " can't be read: " + e.getMessage(), e);
    }
  }

  private static float[][] halves(byte[] packed, int dimension) {
    if (packed.length % (2 * dimension) != 0) {
      throw new IllegalArgumentException(
          packed.length + " bytes are no vectors of dimension " + dimension);
    }
    ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    float[][] out = new float[packed.length / (2 * dimension)][dimension];
    for (float[] row : out) {
      for (int i = 0; i < dimension; i++) {
        row[i] = Half.toFloat(in.getShort());
      }
    }
    return out;
  }

  @Override
  public ImageOutcome.Seen seen(float[] output) {
    if (output.length != vectors.length) {
      throw new IllegalArgumentException(
          "the tower gave " + output.length + " values for " + vectors.length + " labels");
    }
    int[] best =
        IntStream.range(0, output.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -output[i]))
            .limit(spec.top())
            .mapToInt(Integer::intValue)
            .toArray();
    return new ImageOutcome.Seen(Embedding.canonical(mean(output, best)), told(output, best));
  }

  private float[] mean(float[] output, int[] best) {
    double[] weights = softmax(output, spec.temperature());
    float[] sum = new float[vectors[0].length];
    for (int label : best) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += (float) (weights[label] * vectors[label][i]);
      }
    }
    return sum;
  }

  /** Labels that have one name are one. */
  private List<Label> told(float[] output, int[] best) {
    double[] probabilities = softmax(output, 1);
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int label : best) {
      scores.merge(names.get(label), probabilities[label], Double::sum);
    }
    Stream<Label> told =
        scores.entrySet().stream()
            .filter(e -> e.getValue() >= spec.threshold())
            .map(e -> new Label(e.getKey(), Math.min(1, e.getValue())))
            .sorted(Comparator.comparingDouble(Label::score).reversed())
            .limit(spec.shown());
    return Stream.concat(told, kind(probabilities).stream())
        .sorted(Comparator.comparingDouble(Label::score).reversed())
        .toList();
  }

  /** The kind with most of the probability; there can be one only. */
  private Optional<Label> kind(double[] probabilities) {
    Map<String, Double> sums = new HashMap<>();
    for (int label = 0; label < probabilities.length; label++) {
      sums.merge(kinds.get(label), probabilities[label], Double::sum);
    }
    return sums.entrySet().stream()
        .filter(e -> e.getValue() > MOST && !e.getKey().isEmpty())
        .map(e -> new Label(e.getKey(), Math.min(1, e.getValue())))
        .findFirst();
  }

  private static double[] softmax(float[] output, double temperature) {
    double most = IntStream.range(0, output.length).mapToDouble(i -> output[i]).max().orElseThrow();
    double[] out = new double[output.length];
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      out[i] = Math.exp((output[i] - most) / temperature);
      sum += out[i];
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= sum;
    }
    return out;
  }
}
