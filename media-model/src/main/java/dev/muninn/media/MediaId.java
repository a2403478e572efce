package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One media item: 128 bits of BLAKE3 keyed with the secret of the org over the content hash, in
 * base32 (26 characters). Equal bytes in one org are one item; outside the org the id tells
 * nothing.
 */
public record MediaId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MediaId {
    Checks.matches("MediaId", value, "[a-z2-7]{26}");
  }

  /** The id made of 16 bytes of a keyed hash. */
  public static MediaId ofBytes(byte[] sixteen) {
    Checks.require(sixteen.length == 16, "a media id is made of 16 bytes, not " + sixteen.length);
    return new MediaId(Base32.encode(sixteen));
  }

  @Override
  public String toString() {
    return value;
  }
}
