package dev.muninn.http.auth;

import java.util.Arrays;
import java.util.Optional;

/** What a token allows. */
public enum Scope {
  /** One's own account: who am I, log out. Everybody has it. */
  SELF("self"),
  MEDIA_READ("media:read"),
  MEDIA_WRITE("media:write"),
  PIPELINE_READ("pipeline:read"),
  PIPELINE_WRITE("pipeline:write"),
  SOURCES_READ("sources:read"),
  SOURCES_WRITE("sources:write"),
  INDEX_READ("index:read"),
  /** The state of the node: digests, rebuilds, checks of the files, projections. */
  OPERATION_READ("operation:read"),
  /** To rebuild, check and repair, pause and resume. */
  OPERATION_WRITE("operation:write");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /** As it stands in tokens and in the OpenAPI document. */
  public String word() {
    return word;
  }

  public static Optional<Scope> ofWord(String word) {
    return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
  }
}
