package dev.muninn.search;

import dev.muninn.catalog.MediaStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Filters together: an item passes when it passes each of {@code all} and none of {@code none}. The
 * trash stands aside unless one of {@code all} asks for it: a status that one of them names holds
 * for those that name none.
 */
public record Narrowing(List<SearchFilter> all, List<SearchFilter> none) {
  public static final Narrowing NONE = new Narrowing(List.of(), List.of());

  public Narrowing {
    Optional<MediaStatus> asked = all.stream().flatMap(one -> one.status().stream()).findFirst();
    all = all.stream().filter(one -> !one.isNone()).map(one -> inherit(one, asked)).toList();
    none = none.stream().map(one -> inherit(one, asked)).toList();
  }

  public boolean isNone() {
    return all.isEmpty() && none.isEmpty();
  }

  /** As this, and the filter must pass, too. */
  public Narrowing and(SearchFilter filter) {
    return new Narrowing(Stream.concat(Stream.of(filter), all.stream()).toList(), none);
  }

  private static SearchFilter inherit(SearchFilter one, Optional<MediaStatus> asked) {
    return one.status().isPresent() ? one : asked.map(one::withStatus).orElse(one);
  }
}
