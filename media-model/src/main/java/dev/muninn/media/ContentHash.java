package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;

/** BLAKE3-256 of the bytes of an original: 64 lower-case hex digits. */
public record ContentHash(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ContentHash {
    Checks.matches("ContentHash", value, "[0-9a-f]{64}");
  }

  /** The hash made of 32 bytes. */
  public static ContentHash ofBytes(byte[] bytes) {
    Checks.require(bytes.length == 32, "a content hash has 32 bytes, not " + bytes.length);
    return new ContentHash(HexFormat.of().formatHex(bytes));
  }

  public byte[] toBytes() {
    return HexFormat.of().parseHex(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
