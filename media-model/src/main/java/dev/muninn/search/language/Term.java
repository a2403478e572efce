package dev.muninn.search.language;

import java.util.Objects;

/**
 * Words that the text of an item must hold or, unwanted, must not.
 *
 * @param text as written, without quotes, minus and star
 * @param prefix the last word may go on
 */
public record Term(Within within, String text, boolean phrase, boolean prefix, boolean wanted) {

  /** Which text. */
  public enum Within {
    ANYWHERE,
    /** Names of the file and title. */
    NAME,
    /** What a model says. */
    LABEL,
    CAMERA
  }

  public Term {
    Objects.requireNonNull(within, "within");
    Objects.requireNonNull(text, "text");
  }
}
