package dev.muninn.gpu.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.gpu.pack.LabelSpec;
import dev.muninn.media.Label;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelHeadTest {
  private static final LabelSpec SPEC = new LabelSpec("names", "vectors", 5, 1, 3, 0.3);
  private static final List<String> NAMES = List.of("beagle", "collie", "tabby cat", "Mau", "saw");
  private static final List<String> KINDS = List.of("dog", "dog", "", "cat", "");

  /** What is told of these probabilities. */
  private static List<String> told(double... probabilities) {
    float[] logits = new float[probabilities.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.log(probabilities[i]);
    }
    float[][] vectors = new float[NAMES.size()][];
    Arrays.setAll(vectors, i -> new float[] {1, i});
    return new LabelHead(SPEC, NAMES, KINDS, vectors)
        .seen(logits).labels().stream().map(Label::text).toList();
  }

  @Test
  void tellsWhatIsProbableEnough() {
    assertEquals(List.of("saw"), told(0.1, 0.1, 0.1, 0.1, 0.6));
    assertEquals(List.of(), told(0.2, 0.2, 0.2, 0.2, 0.2));
  }

  @Test
  void tellsTheKindThatHasMostOfTheProbability() {
    assertEquals(List.of("dog"), told(0.29, 0.29, 0.2, 0.1, 0.12));
    assertEquals(List.of("dog", "beagle"), told(0.5, 0.2, 0.1, 0.1, 0.1));
  }

  @Test
  void aLabelThatEndsInAKindIsOfThatKind() {
    assertEquals(List.of("cat"), told(0.15, 0.15, 0.28, 0.27, 0.15));
  }

  @Test
  void everyLabelNeedsItsKind() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new LabelHead(SPEC, NAMES, List.of("dog"), new float[NAMES.size()][2]));
  }
}
