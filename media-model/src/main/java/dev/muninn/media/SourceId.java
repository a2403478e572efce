package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A folder or remote that items come from; 26 characters of base32. */
public record SourceId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SourceId {
    Checks.matches("SourceId", value, "[a-z2-7]{26}");
  }

  /** A fresh one of 128 random bits. */
  public static SourceId random() {
    return new SourceId(Base32.random());
  }

  @Override
  public String toString() {
    return value;
  }
}
