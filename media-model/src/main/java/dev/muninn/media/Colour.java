package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The eleven basic colour terms of English, which people use for pictures.
 *
 * <p>Source: Berlin and Kay, Basic Color Terms, 1969.
 */
public enum Colour {
  @JsonProperty("black")
  BLACK,
  @JsonProperty("white")
  WHITE,
  @JsonProperty("grey")
  GREY,
  @JsonProperty("red")
  RED,
  @JsonProperty("orange")
  ORANGE,
  @JsonProperty("yellow")
  YELLOW,
  @JsonProperty("green")
  GREEN,
  @JsonProperty("blue")
  BLUE,
  @JsonProperty("purple")
  PURPLE,
  @JsonProperty("pink")
  PINK,
  @JsonProperty("brown")
  BROWN;

  /** The word used in events, in the full text and in the API. */
  public String word() {
    return switch (this) {
      case BLACK -> "black";
      case WHITE -> "white";
      case GREY -> "grey";
      case RED -> "red";
      case ORANGE -> "orange";
      case YELLOW -> "yellow";
      case GREEN -> "green";
      case BLUE -> "blue";
      case PURPLE -> "purple";
      case PINK -> "pink";
      case BROWN -> "brown";
    };
  }
}
