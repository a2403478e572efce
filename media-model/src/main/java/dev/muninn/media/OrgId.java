package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The tenant: a family or an archive. 4 to 32 characters of a-z and 0-9. */
public record OrgId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OrgId {
    Checks.matches("OrgId", value, "[a-z0-9]{4,32}");
  }

  /** A fresh one of 128 random bits. */
  public static OrgId random() {
    return new OrgId(Base32.random());
  }

  @Override
  public String toString() {
    return value;
  }
}
