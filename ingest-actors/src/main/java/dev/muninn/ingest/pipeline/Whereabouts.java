package dev.muninn.ingest.pipeline;

import dev.muninn.hash.Blake3;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.MediaItemEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where the bytes of an item lie, as far as it decides which node can read them: in our store, or
 * in sources. A fold of the item's events, kept as words: {@code pool} or {@code staged}, and
 * {@code <source>/<16 digits of the hash of the path>} for each file of a source.
 */
record Whereabouts(List<String> words) {
  static final Whereabouts NOWHERE = new Whereabouts(List.of());
  private static final String POOL = "pool";
  private static final String STAGED = "staged";
  private static final int DIGITS = 16;

  Whereabouts {
    words = List.copyOf(words);
  }

  static Whereabouts parse(String text) {
    return text.isEmpty() ? NOWHERE : new Whereabouts(List.of(text.split(" ")));
  }

  String text() {
    return String.join(" ", words);
  }

  Whereabouts after(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Acquired born) {
      return NOWHERE.with(wordOf(born.origin()));
    }
    if (event instanceof MediaItemEvent.LocationAdded added) {
      // an upload adds its name only, unless it heals
      return added.origin() instanceof ByteOrigin.InSource in ? with(wordOf(in)) : this;
    }
    if (event instanceof MediaItemEvent.LocationLost lost) {
      return without(wordOf(lost.source(), lost.path()));
    }
    if (event instanceof MediaItemEvent.Stored stored) {
      Whereabouts kept = without(STAGED).without(POOL);
      return stored.blob().isPresent() ? kept.with(POOL) : kept;
    }
    if (event instanceof MediaItemEvent.Healed healed) {
      return without(STAGED).without(POOL).with(wordOf(healed.origin()));
    }
    return this;
  }

  /**
   * The ids of the sources of which one must be in reach, in order, with blanks between; empty
   * where our store is enough.
   *
   * @param damaged our copy is not what it was
   */
  String needed(boolean damaged) {
    if (words.contains(STAGED) || (words.contains(POOL) && !damaged)) {
      return "";
    }
    TreeSet<String> sources = new TreeSet<>();
    words.stream()
        .filter(word -> word.indexOf('/') > 0)
        .forEach(word -> sources.add(word.substring(0, word.indexOf('/'))));
    return String.join(" ", sources);
  }

  private Whereabouts with(String word) {
    if (words.contains(word)) {
      return this;
    }
    List<String> more = new ArrayList<>(words);
    more.add(word);
    return new Whereabouts(more);
  }

  private Whereabouts without(String word) {
    return new Whereabouts(words.stream().filter(one -> !one.equals(word)).toList());
  }

  private static String wordOf(ByteOrigin origin) {
    Objects.requireNonNull(origin, "origin");
    return Optional.of(origin)
        .filter(ByteOrigin.InSource.class::isInstance)
        .map(ByteOrigin.InSource.class::cast)
        .map(in -> wordOf(in.location().source(), in.location().path()))
        .orElse(STAGED);
  }

  private static String wordOf(SourceId source, String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    String digits = ContentHash.ofBytes(Blake3.hash(bytes)).value().substring(0, DIGITS);
    return source.value() + "/" + digits;
  }
}
