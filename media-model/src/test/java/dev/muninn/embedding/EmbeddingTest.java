package dev.muninn.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {

  static Stream<Arguments> knownAnswers() {
    return Stream.of(
        Arguments.of(
            new float[] {3, 4}, "ed12026822f322712d71cf303e94fd4c084551fbd461fd38d51e4afecfa0bc09"),
        Arguments.of(
            new float[] {1, 2, 2},
            "0c4e59d0091a65379359da8492668d7df5b5ca9108ed1feeaea3e025e69a33df"),
        Arguments.of(
            new float[] {1, 0, 0, 0},
            "624e86321a981f9aa336e900e82188bff42d164d48d5602c968864abd374489f"),
        Arguments.of(
            new float[] {-3, 4},
            "5ac7e5636d479cb07e32abb97b95d98e29dd7113f27c777336bb08bb3427bd9f"),
        Arguments.of(
            new float[] {1, -1e-9f, 0},
            "c9539abba3584a29da95601845a9488ce2e986e87d2bf16ead5bc48383e7cf4f"),
        Arguments.of(
            new float[] {1, 1e-9f, 0},
            "c9539abba3584a29da95601845a9488ce2e986e87d2bf16ead5bc48383e7cf4f"));
  }

  @ParameterizedTest
  @MethodSource("knownAnswers")
  void hashesToTheKnownAnswers(float[] raw, String hash) {
    assertEquals(hash, VectorHash.of(Embedding.canonical(raw)).value());
  }

  @Test
  void equalsTheSlowExactForm() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      float[] raw = gaussian(random, 1 + random.nextInt(600));
      assertArrayEquals(slowly(raw), Embedding.canonical(raw).toFloats());
    }
  }

  @Test
  void roundsTiesHalfEvenByTheirExactValue() {
    // 1/128 = 0.0078125 and 3/128 = 0.0234375 are exact in binary: real ties under a norm of 1
    for (float tie : new float[] {1 / 128f, 3 / 128f}) {
      float[] vector = withExactNormOne(tie);
      assertArrayEquals(slowly(vector), Embedding.canonical(vector).toFloats());
    }
    assertEquals(0.007812f, Embedding.canonical(withExactNormOne(1 / 128f)).toFloats()[0]);
    assertEquals(0.023438f, Embedding.canonical(withExactNormOne(3 / 128f)).toFloats()[0]);
  }

  @Test
  void changesNothingTheSecondTime() {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      float[] raw = gaussian(random, 2 + random.nextInt(1000));
      // a dominating component is what a norm moved by rounding would shift first
      raw[0] *= 1 + random.nextInt(80);
      Embedding once = Embedding.canonical(raw);
      assertEquals(once, Embedding.canonical(once.toFloats()));
    }
  }

  @Test
  void hasNoNegativeZero() {
    byte[] packed = Embedding.canonical(new float[] {1, -0.0f, -1e-12f}).packed();

    for (int i = 4; i < 12; i++) {
      assertEquals(0, packed[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesWhatHasNoDirection(float component) {
    assertThrows(
        IllegalArgumentException.class, () -> Embedding.canonical(new float[] {component, 0}));
  }

  @Test
  void takesTheLargestAndTheSmallestFloats() {
    assertArrayEquals(
        new float[] {0.707107f, 0.707107f},
        Embedding.canonical(new float[] {Float.MAX_VALUE, Float.MAX_VALUE}).toFloats());
    assertArrayEquals(
        new float[] {1}, Embedding.canonical(new float[] {Float.MIN_VALUE}).toFloats());
  }

  @Test
  void isEqualByItsBytesAndKeepsThemToItself() {
    Embedding one = Embedding.canonical(new float[] {3, 4});
    one.packed()[0] = 99;

    assertEquals(one, Embedding.canonical(new float[] {6, 8}));
    assertEquals(one, Embedding.ofPacked(one.packed()));
    assertEquals(one.hashCode(), Embedding.ofPacked(one.packed()).hashCode());
    assertNotEquals(one, Embedding.canonical(new float[] {4, 3}));
    assertEquals(2, one.dimension());
  }

  @Test
  void refusesPackedBytesThatAreNoFloats() {
    assertThrows(IllegalArgumentException.class, () -> Embedding.ofPacked(new byte[0]));
    assertThrows(IllegalArgumentException.class, () -> Embedding.ofPacked(new byte[7]));
  }

  @Test
  void refusesAHashThatIsNone() {
    assertThrows(IllegalArgumentException.class, () -> new VectorHash("abc"));
    assertThrows(IllegalArgumentException.class, () -> new VectorHash(null));
  }

  /** The definition, word for word, with BigDecimal of the exact binary value. */
  private static float[] slowly(float[] raw) {
    double sum = 0;
    for (float x : raw) {
      sum += (double) x * x;
    }
    double norm = Math.sqrt(sum);
    float[] out = new float[raw.length];
    for (int i = 0; i < raw.length; i++) {
      BigDecimal exact = new BigDecimal(raw[i] / norm);
      out[i] = exact.setScale(6, RoundingMode.HALF_EVEN).floatValue() + 0.0f;
    }
    return out;
  }

  /** (tie, s, s, …) whose squares sum to 1 exactly in double, s being multiples of 2^-7. */
  private static float[] withExactNormOne(float tie) {
    int left = 128 * 128 - Math.round(tie * 128) * Math.round(tie * 128);
    float[] out = new float[200];
    out[0] = tie;
    for (int i = 1; left > 0; i++) {
      int part = (int) Math.sqrt(left);
      out[i] = part / 128f;
      left -= part * part;
    }
    return out;
  }

  private static float[] gaussian(Random random, int dimension) {
    float[] out = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      out[i] = (float) random.nextGaussian();
    }
    return out;
  }
}
