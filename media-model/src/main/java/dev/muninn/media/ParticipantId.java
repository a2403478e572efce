package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A person of an org. */
public record ParticipantId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ParticipantId {
    Checks.matches("ParticipantId", value, "[a-z2-7]{26}");
  }

  /** A fresh one of 128 random bits. */
  public static ParticipantId random() {
    return new ParticipantId(Base32.random());
  }

  @Override
  public String toString() {
    return value;
  }
}
