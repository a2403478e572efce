package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A file of the staging area, by a random name of ours. */
public record StagedRef(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public StagedRef {
    Checks.matches("StagedRef", value, "[a-z2-7]{26}");
  }

  /** A fresh one of 128 random bits. */
  public static StagedRef random() {
    return new StagedRef(Base32.random());
  }

  @Override
  public String toString() {
    return value;
  }
}
