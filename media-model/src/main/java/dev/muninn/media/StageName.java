package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The stages of the pipeline, in order. */
public enum StageName {
  @JsonProperty("acquire")
  ACQUIRE,
  @JsonProperty("hash")
  HASH,
  @JsonProperty("store")
  STORE,
  @JsonProperty("describe")
  DESCRIBE,
  @JsonProperty("preview")
  PREVIEW,
  @JsonProperty("embed")
  EMBED,
  @JsonProperty("index")
  INDEX;

  /** The word used in the API, in the views and in the logs. */
  public String word() {
    return switch (this) {
      case ACQUIRE -> "acquire";
      case HASH -> "hash";
      case STORE -> "store";
      case DESCRIBE -> "describe";
      case PREVIEW -> "preview";
      case EMBED -> "embed";
      case INDEX -> "index";
    };
  }
}
