package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One run of a stage over an item: the parts of a result share it. */
public record RunId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RunId {
    Checks.matches("RunId", value, "[a-z2-7]{26}");
  }

  /** A fresh one of 128 random bits. */
  public static RunId random() {
    return new RunId(Base32.random());
  }

  @Override
  public String toString() {
    return value;
  }
}
