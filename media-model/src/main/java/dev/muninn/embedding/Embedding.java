package dev.muninn.embedding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One vector in canonical form: L2-normalised float32, rounded half even to six decimals, packed
 * little-endian. Immutable; equal when the bytes are equal. Source of the form: docs/vectors.md.
 */
public final class Embedding {
  private static final int DECIMALS = 6;
  private static final double UNITS = 1e6;
  private static final double HALF_UNIT = 0.5e-6;
  private static final double FLOAT_ERROR = 1e-7;
  private static final double NEAR_TIE = 1e-6;
  private final byte[] packed;

  private Embedding(byte[] packed) {
    this.packed = packed;
  }

  /**
   * Canonicalises {@code raw}: sum of squares in double in index order, division by the L2 norm,
   * rounding, −0.0 to +0.0. Doing it twice changes nothing: a vector that is canonical already,
   * whose norm the rounding moved a little, is taken as it is.
   *
   * @throws IllegalArgumentException when the norm is zero or not finite
   */
  public static Embedding canonical(float[] raw) {
    double sum = 0;
    for (float x : raw) {
      sum += (double) x * x;
    }
    double norm = Math.sqrt(sum);
    if (!(norm > 0) || Double.isInfinite(norm)) {
      throw new IllegalArgumentException("a vector of norm " + norm + " has no direction");
    }
    double divisor = isCanonical(raw, norm) ? 1 : norm;
    ByteBuffer out = ByteBuffer.allocate(raw.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float x : raw) {
      out.putFloat(rounded(x / divisor));
    }
    return new Embedding(out.array());
  }

  /** Rounding moves each component by half a millionth at most, so the norm by that times √n. */
  private static boolean isCanonical(float[] raw, double norm) {
    if (Math.abs(norm - 1) > HALF_UNIT * Math.sqrt(raw.length) + FLOAT_ERROR) {
      return false;
    }
    for (float x : raw) {
      if (x != rounded(x)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The float nearest to {@code x} rounded half even to six decimals, by its exact binary value;
   * |x| is at most a little over 1. Only next to a tie can the double product fall on the wrong
   * side, and there BigDecimal decides. The millionths and 10^6 are exact floats, so their quotient
   * is the nearest float.
   */
  private static float rounded(double x) {
    double scaled = x * UNITS;
    double units = Math.rint(scaled);
    if (Math.abs(Math.abs(scaled - units) - 0.5) < NEAR_TIE) {
      units = new BigDecimal(x).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue() * UNITS;
      units = Math.rint(units);
    }
    return (float) units / (float) UNITS + 0.0f;
  }

  /** Takes bytes that are canonical already, as an event or a view holds them. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Embedding ofPacked(byte[] packed) {
    if (packed.length == 0 || packed.length % Float.BYTES != 0) {
      throw new IllegalArgumentException("a packed vector of " + packed.length + " bytes");
    }
    return new Embedding(packed.clone());
  }

  /** The packed form: {@code 4 * dimension} bytes, float32 little-endian; a copy. */
  @JsonValue
  public byte[] packed() {
    return packed.clone();
  }

  public int dimension() {
    return packed.length / Float.BYTES;
  }

  /** The vector as {@code float[dimension]}; a copy. */
  public float[] toFloats() {
    float[] out = new float[dimension()];
    ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out);
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(packed, that.packed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(packed);
  }

  @Override
  public String toString() {
    return "Embedding[" + dimension() + "]";
  }
}
