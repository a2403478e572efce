package dev.muninn.query.search;

import dev.muninn.query.text.TextIndex;

/** The full text as the search sees it (port). */
public interface SearchedText {
  TextIndex index();

  /** How old the first event is that it has not seen, in ms; 0 when there is none. Blocking. */
  long lagMs();
}
