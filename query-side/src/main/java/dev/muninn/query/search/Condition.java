package dev.muninn.query.search;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaKind;
import dev.muninn.media.SourceId;
import dev.muninn.search.language.Term;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One thing that must hold of an item or, where it is not wanted, must not. */
record Condition(Part part, boolean wanted) {

  sealed interface Part {}

  /** Its text has the words, within what the term says. */
  record Words(Term term) implements Part {}

  record Kinds(List<MediaKind> kinds) implements Part {
    Kinds {
      kinds = List.copyOf(kinds);
    }
  }

  /** The date it is shown with, from the one inclusive to the other exclusive. */
  record Shown(Optional<Instant> from, Optional<Instant> to) implements Part {}

  record Tagged(String tag) implements Part {}

  record Rated(int least) implements Part {}

  record Placed(String part) implements Part {}

  record InSource(SourceId source) implements Part {}

  /** Where it stands in the pipeline; never the trash. */
  record Standing(MediaStatus status) implements Part {}

  record Trashed() implements Part {}

  /** Taken in by then. */
  record Known(Instant by) implements Part {}
}
