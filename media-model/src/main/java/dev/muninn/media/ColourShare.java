package dev.muninn.media;

import java.util.Objects;

/** How much of a picture has a colour: 1..100 percent of its pixels. */
public record ColourShare(Colour colour, int percent) {
  public ColourShare {
    Objects.requireNonNull(colour, "colour");
    Checks.require(percent >= 1 && percent <= 100, "a colour on " + percent + " percent");
  }
}
