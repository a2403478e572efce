package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One import: a scan of a source, or a run of uploads that belong together. */
public record SessionId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SessionId {
    Checks.matches("SessionId", value, "[a-z2-7]{26}");
  }

  /** A fresh one of 128 random bits. */
  public static SessionId random() {
    return new SessionId(Base32.random());
  }

  @Override
  public String toString() {
    return value;
  }
}
