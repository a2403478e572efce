package dev.muninn.query.view;

import dev.muninn.media.Colour;

/** Colours as words of the full text. */
public final class ColourWords {
  private ColourWords() {}

  /** The word, and how others spell it, parted by blanks. */
  public static String spellings(Colour colour) {
    return colour == Colour.GREY ? "grey gray" : colour.word();
  }
}
