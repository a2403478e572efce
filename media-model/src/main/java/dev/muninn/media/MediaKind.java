package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What sort of media an item is; decides which stages it owes. */
public enum MediaKind {
  @JsonProperty("image")
  IMAGE,
  @JsonProperty("video")
  VIDEO,
  @JsonProperty("audio")
  AUDIO;

  /** The word used in paths, in the API and in the views. */
  public String word() {
    return switch (this) {
      case IMAGE -> "image";
      case VIDEO -> "video";
      case AUDIO -> "audio";
    };
  }
}
