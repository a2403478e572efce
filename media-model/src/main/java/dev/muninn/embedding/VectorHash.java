package dev.muninn.embedding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.muninn.hash.Blake3;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * BLAKE3-256 of the canonical bytes of a vector: 64 lower-case hex digits. Tells whether two nodes
 * hold the same vector, bit for bit.
 */
public record VectorHash(@JsonValue String value) {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public VectorHash {
    if (value == null || !DIGITS.matcher(value).matches()) {
      throw new IllegalArgumentException("a vector hash has 64 hex digits, not " + value);
    }
  }

  public static VectorHash of(Embedding vector) {
    return new VectorHash(HexFormat.of().formatHex(Blake3.hash(vector.packed())));
  }

  @Override
  public String toString() {
    return value;
  }
}
